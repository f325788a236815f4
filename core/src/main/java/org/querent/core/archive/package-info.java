/**
 * Files that outlast a program: named arrays with a header, and files written as a whole or not at
 * all. What the arrays mean is not known here, but where they are written and read back: models,
 * checkpoints.
 *
 * <h2>The format of an archive</h2>
 *
 * <p>A zip file whose entries are stored, not compressed, with a fixed time; no folders, no other
 * entries. Same content, same bytes.
 *
 * <table>
 * <caption>Entries, in this order</caption>
 * <tr><th>entry</th><th>content</th></tr>
 * <tr><td>{@code header.json}</td><td>the header, JSON in UTF-8</td></tr>
 * <tr><td>{@code header.sha256}</td><td>its SHA-256 as a line of {@code sha256sum}</td></tr>
 * <tr><td><i>name</i>{@code .npy}</td><td>per array, sorted by name: numpy's format .npy 1.0, C
 *     order, of one to three dimensions</td></tr>
 * </table>
 *
 * <table>
 * <caption>Keys of the header, in this order</caption>
 * <tr><th>key</th><th>value</th></tr>
 * <tr><td>{@code format}</td><td>the kind of file, for example {@code querent-model}</td></tr>
 * <tr><td>{@code version}</td><td>of that kind, an integer from 1; a reader refuses one that is
 *     newer than it knows</td></tr>
 * <tr><td>{@code created-by}</td><td>the program and version that wrote it; no time</td></tr>
 * <tr><td>{@code settings}</td><td>an object that is the writer's own, its keys sorted</td></tr>
 * <tr><td>{@code arrays}</td><td>an object; per name of an array, sorted:
 *     {@code dtype}, one of {@code <f8 <f4 <i8 <i4 |u1};
 *     {@code shape}, a list of one to three sizes;
 *     {@code sha256} of the elements, that is of the entry without what precedes them</td></tr>
 * </table>
 *
 * <p>Names of kinds and arrays are 1 to 100 letters, digits, {@code _ . -} and begin with none of
 * the last two. A reader ignores keys that it does not know, and refuses a file whose entries are
 * not those of its header, or do not match its types, shapes and checksums.
 *
 * <p>In Python, {@code numpy.load} takes the file for an {@code .npz}:
 *
 * <pre>
 * archive = numpy.load("ratings.model")
 * header = json.loads(archive["header.json"])
 * weights = archive["weights"]
 * </pre>
 */
package org.querent.core.archive;
