package health.throughline.server.sample;

/** A resource with the id it is stored under, loading after loading. */
record StableResource(String id, Part resource) {}
