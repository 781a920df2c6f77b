/** Attacks on authorization, by the groups of the catalogue. */
package health.throughline.auth.attack;
