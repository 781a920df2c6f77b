package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Fact;
import java.time.LocalDate;

/** A client to whom something of everything happened. */
public final class MeasureStories {

    private MeasureStories() {}

    public static Given everything() {
        return Given.client()
                .diagnosed("F33.1", "2025-01-01")
                .phq9("2025-03-01", 16)
                .phq9("2025-08-20", 15)
                .phq9("2026-02-20", 7)
                .enrolled("2025-12-20", "2026-03-20", "completed")
                .phq9("2026-01-05", 14)
                .phq9("2026-03-18", 4)
                .visit("2026-01-06", "group", "video")
                .visit("2026-02-06", "family", "video")
                .visit("2026-03-24", "individual", "in-person")
                .session("2026-01-06", "attended", 180, 180)
                .session("2026-01-09", "excused", 180, 0)
                .session("2026-02-06", "partial", 60, 20)
                .form("daily-checkin", "2026-01-07T07:00:00Z")
                .and(new Fact.Assignment(LocalDate.parse("2026-01-20"), true))
                .and(new Fact.Companion(LocalDate.parse("2025-12-20"), null))
                .setback("relapse", "2026-02-01T20:00:00Z")
                .form("relapse-review", "2026-02-02T10:00:00Z")
                .plan("2026-02-03", true)
                .alert("a", "mood-ewma", "2026-01-25T08:00:00Z")
                .answered(
                        "a",
                        "2026-01-25T08:00:00Z",
                        "2026-01-26T08:00:00Z",
                        "2026-01-25T09:00:00Z",
                        "true-action-taken")
                .alumni("2026-03-21", null)
                .form("alumni-checkin", "2026-04-10T10:00:00Z");
    }
}
