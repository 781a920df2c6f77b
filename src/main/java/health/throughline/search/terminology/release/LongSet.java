package health.throughline.search.terminology.release;

import java.util.Arrays;

/** Many long numbers in little memory: first all are added, then it is asked. */
final class LongSet {

    private long[] numbers = new long[1024];
    private int size;
    private boolean sorted;

    void add(long number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        numbers[size++] = number;
        sorted = false;
    }

    boolean contains(long number) {
        if (!sorted) {
            Arrays.sort(numbers, 0, size);
            sorted = true;
        }
        return Arrays.binarySearch(numbers, 0, size, number) >= 0;
    }

    boolean isEmpty() {
        return size == 0;
    }
}
