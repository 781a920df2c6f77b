/** The proof that search is right: the server's answers beside those of {@code search.reference}. */
package health.throughline.search.proof;
