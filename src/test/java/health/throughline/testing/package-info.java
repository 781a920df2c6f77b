/** What the black-box tests share: the server under test, and requests to it that read as sentences. */
package health.throughline.testing;
