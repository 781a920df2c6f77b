/** Tests of authorization over HTTP. */
package health.throughline.auth;
