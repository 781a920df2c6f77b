package health.throughline.contract;

/**
 * A code of a code system that something of ours sends or asks for.
 *
 * @param where the file it stands in
 * @param observed whether it is the code of an Observation: in one, or on a question whose answer becomes one
 */
record EmittedCode(String system, String code, String where, boolean observed) {

    @Override
    public String toString() {
        return where + " emits " + system + "|" + code;
    }
}
