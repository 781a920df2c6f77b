package health.throughline.api.operation.statistics;

import java.util.List;
import java.util.Optional;

/** The straight line that comes closest to points, by least squares. */
record Line(double gradient, double intercept) {

    /** One value at one place. */
    record Point(double x, double y) {}

    /** Empty when the points do not stand at two places at least. */
    static Optional<Line> through(List<Point> points) {
        double meanX = points.stream().mapToDouble(Point::x).average().orElse(0);
        double meanY = points.stream().mapToDouble(Point::y).average().orElse(0);
        double spread = points.stream()
                .mapToDouble(point -> (point.x() - meanX) * (point.x() - meanX))
                .sum();
        double both = points.stream()
                .mapToDouble(point -> (point.x() - meanX) * (point.y() - meanY))
                .sum();
        if (spread == 0) {
            return Optional.empty();
        }
        double gradient = both / spread;
        return Optional.of(new Line(gradient, meanY - gradient * meanX));
    }
}
