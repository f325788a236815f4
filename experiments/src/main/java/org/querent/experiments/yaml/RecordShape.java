package org.querent.experiments.yaml;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The components of a record class, read and constructed whatever its visibility. */
final class RecordShape<R extends Record> {
  private final Class<R> type;
  private final List<RecordComponent> components;

  private RecordShape(Class<R> type) {
    this.type = type;
    this.components = List.of(type.getRecordComponents());
  }

  @SuppressWarnings("unchecked") // records are final, so the class of an R is Class<R>
  static <R extends Record> RecordShape<R> of(R instance) {
    return new RecordShape<>((Class<R>) instance.getClass());
  }

  List<RecordComponent> components() {
    return components;
  }

  static String key(RecordComponent component) {
    return Kebab.ofCamelCase(component.getName());
  }

  Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    components.forEach(component -> keys.add(key(component)));
    return keys;
  }

  Object value(R instance, RecordComponent component) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      Object value = accessor.invoke(instance);
      if (value == null) {
        throw new IllegalArgumentException("null in " + type.getName() + "." + component.getName());
      }
      return value;
    } catch (InvocationTargetException e) {
      throw unchecked(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + type, e);
    }
  }

  /** The record of these values; what its constructor throws is thrown as it is. */
  R construct(List<Object> values) {
    try {
      Constructor<R> constructor = type.getDeclaredConstructor(componentTypes());
      constructor.setAccessible(true);
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      throw unchecked(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot construct " + type, e);
    }
  }

  private Class<?>[] componentTypes() {
    return components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
  }

  /** A record's constructor and accessors cannot throw anything checked. */
  private static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return (RuntimeException) thrown;
  }
}
