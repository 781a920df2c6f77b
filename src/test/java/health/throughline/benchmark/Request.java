package health.throughline.benchmark;

/** One request of a load: method, path below the FHIR base, and a body on one line, empty when there is none. */
record Request(String method, String path, String body) {

    static Request get(String path) {
        return new Request("GET", path.replace("|", "%7C"), "");
    }

    static Request post(String path, String body) {
        return new Request("POST", path, body);
    }
}
