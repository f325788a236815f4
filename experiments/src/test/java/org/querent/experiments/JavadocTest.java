package org.querent.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.Name;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whether all is documented that others may use. Doclint's group {@code missing} would also ask for
 * a tag for every parameter and result: over a thousand in core, most of which could only say their
 * method's sentence again. Here everything public needs a sentence, and a tag is needed where no
 * sentence can say it: for type parameters, for checked exceptions, and in the modules that are
 * libraries for the components of records. That an input or output failed is said by the type.
 */
class JavadocTest {
  /** How a sentence begins that does not say what it is about. */
  private static final Pattern LEANS =
      Pattern.compile(
          "(Of|Likewise|Alike|Ditto|The same (as|of|by|for|in)|The same[.,;:]|As \\{@link).*",
          Pattern.DOTALL);

  @ParameterizedTest
  @ValueSource(strings = {"core", "strategies", "simulator", "experiments"})
  void all_that_is_public_is_documented(String module) throws IOException {
    Scanner scanner = scan(Path.of("..", module, "src/main/java"));
    assertTrue(scanner.seen > 100, module + ": " + scanner.seen);
    assertEquals(List.of(), scanner.missing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "strategies", "simulator"})
  void components_of_records_have_tags_or_settings(String module) throws IOException {
    assertEquals(List.of(), scan(Path.of("..", module, "src/main/java")).components);
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "strategies", "simulator", "experiments"})
  void a_sentence_leans_on_no_neighbour(String module) throws IOException {
    assertEquals(List.of(), scan(Path.of("..", module, "src")).leaning);
  }

  private static Scanner scan(Path folder) throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(folder)) {
      sources = files.filter(file -> file.toString().endsWith(".java")).toList();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      Scanner scanner = new Scanner(DocTrees.instance(task));
      for (CompilationUnitTree unit : task.parse()) {
        scanner.scan(unit, true);
      }
      return scanner;
    }
  }

  /** Goes over parsed files; its argument is whether all around a place is public. */
  private static final class Scanner extends TreePathScanner<Void, Boolean> {
    private final DocTrees trees;
    private final List<String> missing = new ArrayList<>();
    private final List<String> components = new ArrayList<>();
    private final List<String> leaning = new ArrayList<>();
    private int seen;

    Scanner(DocTrees trees) {
      this.trees = trees;
    }

    @Override
    public Void visitClass(ClassTree type, Boolean isPublic) {
      boolean seen = isPublic && isSeen(type.getModifiers());
      look(type, type.getModifiers(), type.getSimpleName(), seen);
      if (seen) {
        Set<String> tags = tags();
        requireTypes(type.getTypeParameters(), type.getSimpleName(), tags);
        if (type.getKind() == Kind.RECORD) {
          lookAtComponents(type, tags);
        }
      }
      return super.visitClass(type, seen);
    }

    @Override
    public Void visitMethod(MethodTree method, Boolean isPublic) {
      boolean seen = isPublic && isSeen(method.getModifiers());
      look(method, method.getModifiers(), method.getName(), seen);
      if (seen && !isOverride(method.getModifiers())) {
        Set<String> tags = tags();
        requireTypes(method.getTypeParameters(), method.getName(), tags);
        for (ExpressionTree thrown : method.getThrows()) {
          require(
              tags.contains(thrown.toString()) || thrown.toString().equals("IOException"),
              method,
              method.getName() + " @throws " + thrown);
        }
      }
      return null;
    }

    @Override
    public Void visitVariable(VariableTree field, Boolean isPublic) {
      look(field, field.getModifiers(), field.getName(), isPublic && isSeen(field.getModifiers()));
      return null;
    }

    private void look(Tree tree, ModifiersTree modifiers, Name name, boolean isPublic) {
      DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
      if (isPublic && !isOverride(modifiers)) {
        seen++;
        require(comment != null && !comment.getFirstSentence().isEmpty(), tree, name.toString());
      }
      if (comment != null && LEANS.matcher(comment.toString().strip()).matches()) {
        leaning.add(place(tree) + comment);
      }
    }

    private void requireTypes(
        List<? extends TypeParameterTree> types, Name name, Set<String> tags) {
      for (TypeParameterTree type : types) {
        String tag = "<" + type.getName() + ">";
        require(tags.contains(tag), type, name + " @param " + tag);
      }
    }

    /** The components are the fields of a record that are not static. */
    private void lookAtComponents(ClassTree type, Set<String> tags) {
      for (Tree member : type.getMembers()) {
        if (member instanceof VariableTree field
            && !field.getModifiers().getFlags().contains(Modifier.STATIC)
            && !tags.contains(field.getName().toString())
            && !has(field.getModifiers(), "Setting")) {
          components.add(place(field) + type.getSimpleName() + " @param " + field.getName());
        }
      }
    }

    private void require(boolean met, Tree tree, String what) {
      if (!met) {
        missing.add(place(tree) + what);
      }
    }

    private String place(Tree tree) {
      CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
      long start = trees.getSourcePositions().getStartPosition(unit, tree);
      return unit.getSourceFile().getName() + ":" + unit.getLineMap().getLineNumber(start) + ": ";
    }

    /** What the comment here has a tag for: parameters, types in brackets, and exceptions. */
    private Set<String> tags() {
      Set<String> tags = new HashSet<>();
      DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
      if (comment != null) {
        for (DocTree tag : comment.getBlockTags()) {
          if (tag instanceof ParamTree param) {
            tags.add(
                param.isTypeParameter() ? "<" + param.getName() + ">" : param.getName().toString());
          } else if (tag instanceof ThrowsTree thrown) {
            tags.add(thrown.getExceptionName().toString());
          }
        }
      }
      return tags;
    }

    private boolean isSeen(ModifiersTree modifiers) {
      Tree around = getCurrentPath().getParentPath().getLeaf();
      return modifiers.getFlags().contains(Modifier.PUBLIC)
          || modifiers.getFlags().contains(Modifier.PROTECTED)
          || around instanceof ClassTree type
              && isInterface(type)
              && !modifiers.getFlags().contains(Modifier.PRIVATE);
    }

    private static boolean isInterface(ClassTree type) {
      return type.getKind() == Kind.INTERFACE || type.getKind() == Kind.ANNOTATION_TYPE;
    }

    private static boolean isOverride(ModifiersTree modifiers) {
      return has(modifiers, "Override");
    }

    private static boolean has(ModifiersTree modifiers, String annotation) {
      return modifiers.getAnnotations().stream()
          .anyMatch(it -> it.getAnnotationType().toString().equals(annotation));
    }
  }
}
