/** The statements that searches become, as files: what a change does to them shows in its diff. */
@org.jspecify.annotations.NullMarked
package health.throughline.search.golden;
