package org.querent.core.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The header as JSON, its keys in a fixed order. Immutable and thread-safe. */
final class HeaderJson {
  /** The bytes beyond which a header is none. */
  static final int LARGEST = 1 << 26;

  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  byte[] write(ArchiveHeader header, SortedMap<String, ArrayDescription> arrays) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("format", header.format());
    root.put("version", header.version());
    root.put("created-by", header.createdBy());
    root.put("settings", header.settings());
    Map<String, Object> descriptions = new LinkedHashMap<>();
    arrays.forEach((name, array) -> descriptions.put(name, describe(array)));
    root.put("arrays", descriptions);
    try {
      byte[] json = writer().writeValueAsBytes(root);
      // Jackson bounds what it reads, not what it writes: no file that cannot be read again.
      if (json.length > LARGEST) {
        throw new IllegalArgumentException("a header of " + json.length + " bytes");
      }
      parse(json);
      return json;
    } catch (DamageException | JsonProcessingException e) {
      throw new IllegalArgumentException("settings that are not JSON", e);
    }
  }

  private static Map<String, Object> describe(ArrayDescription array) {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("dtype", array.type().code());
    description.put("shape", array.shape());
    description.put("sha256", array.sha256());
    return description;
  }

  private ObjectWriter writer() {
    // The printer's own default ends lines as the machine does.
    return mapper.writer(
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
  }

  ObjectNode parse(byte[] json) throws DamageException {
    try {
      return object(mapper.readTree(json), "root");
    } catch (DamageException e) {
      throw e;
    } catch (IOException e) {
      throw new DamageException("header.json is not JSON", e);
    }
  }

  static String format(ObjectNode root) throws DamageException {
    String format = text(root, "format");
    if (!ArchiveHeader.isName(format)) {
      throw missing("format");
    }
    return format;
  }

  static int version(ObjectNode root) throws DamageException {
    int version = integer(root.path("version"), "version");
    if (version < 1) {
      throw missing("version");
    }
    return version;
  }

  static ArchiveHeader header(ObjectNode root) throws DamageException {
    ObjectNode settings = object(root.path("settings"), "settings");
    String createdBy = text(root, "created-by");
    try {
      return new ArchiveHeader(format(root), version(root), createdBy, settings);
    } catch (IllegalArgumentException e) {
      throw new DamageException("its header has " + e.getMessage(), e);
    }
  }

  static SortedMap<String, ArrayDescription> arrays(ObjectNode root) throws DamageException {
    SortedMap<String, ArrayDescription> arrays = new TreeMap<>();
    for (Map.Entry<String, JsonNode> array : object(root.path("arrays"), "arrays").properties()) {
      if (!ArchiveHeader.isName(array.getKey())) {
        throw new DamageException("its header has an array whose name is none");
      }
      arrays.put(array.getKey(), description(object(array.getValue(), array.getKey())));
    }
    return arrays;
  }

  private static ArrayDescription description(ObjectNode array) throws DamageException {
    JsonNode sizes = array.path("shape");
    int[] shape = new int[sizes.isArray() ? sizes.size() : 0];
    for (int n = 0; n < shape.length; n++) {
      shape[n] = integer(sizes.get(n), "shape");
    }
    if (!NumericArray.isShape(shape)) {
      throw missing("shape");
    }
    return new ArrayDescription(
        ElementType.ofCode(text(array, "dtype")), shape, text(array, "sha256"));
  }

  private static ObjectNode object(JsonNode node, String key) throws DamageException {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw missing(key);
  }

  private static String text(ObjectNode node, String key) throws DamageException {
    if (!node.path(key).isTextual()) {
      throw missing(key);
    }
    return node.path(key).textValue();
  }

  private static int integer(JsonNode node, String key) throws DamageException {
    if (!node.isInt()) {
      throw missing(key);
    }
    return node.intValue();
  }

  private static DamageException missing(String key) {
    return new DamageException("its header has no valid \"" + key + "\"");
  }
}
