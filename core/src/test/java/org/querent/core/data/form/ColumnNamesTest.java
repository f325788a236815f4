package org.querent.core.data.form;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.form.ColumnNames.Role;

class ColumnNamesTest {
  /** In this process they may have been initialised already, in any order. */
  @ParameterizedTest
  @ValueSource(classes = {ColumnNames.class, Role.class})
  void names_and_roles_are_there_whichever_is_asked_for_first(Class<?> first)
      throws IOException, ClassNotFoundException {
    URL[] classes = {ColumnNames.class.getProtectionDomain().getCodeSource().getLocation()};
    try (URLClassLoader fresh = new URLClassLoader(classes, ClassLoader.getPlatformClassLoader())) {
      Class<?> initialised = Class.forName(first.getName(), true, fresh);
      assertTrue(initialised != first && initialised.getClassLoader() == fresh);
    }
  }
}
