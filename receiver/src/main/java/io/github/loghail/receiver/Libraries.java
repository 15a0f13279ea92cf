package io.github.loghail.receiver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names of well-known libraries by their packages: what is certainly not the application's own. */
final class Libraries {

  /** No package of these is deeper. */
  private static final int MAX_SEGMENTS = 4;

  private static final Map<String, String> NAMES = new HashMap<>();

  static {
    put("jdk", "java", "javax", "jdk", "sun", "com.sun");
    put("jakarta", "jakarta");
    put("kotlin", "kotlin", "kotlinx");
    put("scala", "scala");
    put("groovy", "groovy", "org.codehaus.groovy", "org.apache.groovy");
    put("clojure", "clojure");
    put("spring", "org.springframework");
    put("tomcat", "org.apache.catalina", "org.apache.coyote", "org.apache.tomcat");
    put("tomcat", "org.apache.jasper", "org.apache.juli");
    put("jetty", "org.eclipse.jetty");
    put("undertow", "io.undertow", "org.xnio", "org.jboss.threads");
    put("hibernate", "org.hibernate");
    put("netty", "io.netty", "reactor.netty");
    put("reactor", "reactor");
    put("rxjava", "io.reactivex", "rx");
    put("reactivestreams", "org.reactivestreams");
    put("jackson", "com.fasterxml.jackson", "tools.jackson");
    put("gson", "com.google.gson");
    put("guava", "com.google.common");
    put("guice", "com.google.inject");
    put("protobuf", "com.google.protobuf");
    put("grpc", "io.grpc");
    put("quarkus", "io.quarkus", "io.smallrye", "org.jboss.resteasy");
    put("vertx", "io.vertx");
    put("micronaut", "io.micronaut");
    put("helidon", "io.helidon");
    put("jersey", "org.glassfish");
    put("weld", "org.jboss.weld");
    put("jboss", "org.jboss", "org.wildfly");
    put("camel", "org.apache.camel");
    put("kafka", "org.apache.kafka");
    put("activemq", "org.apache.activemq");
    put("rabbitmq", "com.rabbitmq");
    put("hikari", "com.zaxxer.hikari");
    put("commons", "org.apache.commons");
    put("httpclient", "org.apache.http", "org.apache.hc");
    put("cxf", "org.apache.cxf");
    put("maven", "org.apache.maven");
    put("okhttp", "okhttp3", "okio");
    put("retrofit", "retrofit2");
    put("feign", "feign");
    put("netflix", "com.netflix");
    put("aws", "software.amazon.awssdk", "com.amazonaws");
    put("mysql", "com.mysql");
    put("mariadb", "org.mariadb");
    put("postgresql", "org.postgresql");
    put("oracle", "oracle");
    put("h2", "org.h2");
    put("mongodb", "com.mongodb", "org.bson");
    put("redis", "io.lettuce", "redis.clients", "org.redisson");
    put("elasticsearch", "org.elasticsearch", "co.elastic");
    put("cassandra", "com.datastax");
    put("flyway", "org.flywaydb");
    put("liquibase", "liquibase");
    put("jooq", "org.jooq");
    put("mybatis", "org.mybatis", "org.apache.ibatis");
    put("quartz", "org.quartz");
    put("ehcache", "org.ehcache", "net.sf.ehcache");
    put("caffeine", "com.github.benmanes.caffeine");
    put("resilience4j", "io.github.resilience4j");
    put("micrometer", "io.micrometer");
    put("opentelemetry", "io.opentelemetry");
    put("logback", "ch.qos.logback");
    put("slf4j", "org.slf4j");
    put("log4j", "org.apache.logging", "org.apache.log4j");
    put("loghail", "io.github.loghail.sender", "io.github.loghail.wire");
    put("loghail", "io.github.loghail.logback", "io.github.loghail.log4j2");
    put("cglib", "net.sf.cglib");
    put("bytebuddy", "net.bytebuddy");
    put("javassist", "javassist");
    put("aspectj", "org.aspectj");
    put("aop", "org.aopalliance");
    put("thymeleaf", "org.thymeleaf");
    put("freemarker", "freemarker");
    put("akka", "akka", "org.apache.pekko");
    put("play", "play");
    put("junit", "org.junit", "junit");
    put("testng", "org.testng");
    put("mockito", "org.mockito");
    put("assertj", "org.assertj");
    put("gradle", "org.gradle", "worker.org.gradle");
    put("intellij", "com.intellij");
  }

  /** First segments that say nothing about whose a package is. */
  private static final List<String> PREFIX_ONLY =
      List.of("com", "org", "net", "io", "de", "co", "dev", "me", "edu", "gov");

  private Libraries() {}

  private static void put(String name, String... packages) {
    for (String each : packages) {
      NAMES.put(each, name);
    }
  }

  /** The library's name, or null when it is none that is known. */
  static String known(String className) {
    int end = className.indexOf('.');
    for (int i = 0; i < MAX_SEGMENTS && end > 0; i++) {
      String name = NAMES.get(className.substring(0, end));
      if (name != null) {
        return name;
      }
      end = className.indexOf('.', end + 1);
    }
    return null;
  }

  /** The library's name, or a part of the package that may well be. */
  static String of(String className) {
    String known = known(className);
    if (known != null) {
      return known;
    }
    String[] parts = className.split("\\.", 4);
    int own = PREFIX_ONLY.contains(parts[0]) ? 1 : 0;
    if (parts.length > own + 2 && parts[own].equals("apache")) {
      own++;
    }
    return own < parts.length - 1 ? parts[own] : parts[0];
  }
}
