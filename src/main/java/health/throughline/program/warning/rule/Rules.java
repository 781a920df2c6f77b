package health.throughline.program.warning.rule;

import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.rule.answer.BamItemRisk;
import health.throughline.program.warning.rule.answer.BamProtectiveLow;
import health.throughline.program.warning.rule.answer.BamRiskExceedsProtective;
import health.throughline.program.warning.rule.answer.BamRiskHigh;
import health.throughline.program.warning.rule.answer.BamUse;
import health.throughline.program.warning.rule.answer.CommunityConcern;
import health.throughline.program.warning.rule.answer.FamilyConcern;
import health.throughline.program.warning.rule.answer.HarmThoughtsAnswered;
import health.throughline.program.warning.rule.answer.HelpWanted;
import health.throughline.program.warning.rule.answer.ManiaScreenPositive;
import health.throughline.program.warning.rule.answer.MedicationConcern;
import health.throughline.program.warning.rule.answer.OwnSignNoticed;
import health.throughline.program.warning.rule.answer.SetbackReported;
import health.throughline.program.warning.rule.answer.SubstanceUseReported;
import health.throughline.program.warning.rule.answer.SuicideRiskHigh;
import health.throughline.program.warning.rule.answer.SuicideRiskModerate;
import health.throughline.program.warning.rule.date.AssessmentOverdue;
import health.throughline.program.warning.rule.date.AttendanceBelowThreshold;
import health.throughline.program.warning.rule.date.ConsentExpiring;
import health.throughline.program.warning.rule.date.FollowUpOverdue;
import health.throughline.program.warning.rule.date.HardDayAhead;
import health.throughline.program.warning.rule.date.MedicationGap;
import health.throughline.program.warning.rule.date.MissedCheckIns;
import health.throughline.program.warning.rule.date.MissedSessionsInARow;
import health.throughline.program.warning.rule.date.PlanReviewOverdue;
import health.throughline.program.warning.rule.trend.AllianceLow;
import health.throughline.program.warning.rule.trend.ConfidenceDropped;
import health.throughline.program.warning.rule.trend.CravingSpiked;
import health.throughline.program.warning.rule.trend.Gad7Worsened;
import health.throughline.program.warning.rule.trend.MoodDrifted;
import health.throughline.program.warning.rule.trend.MoodSlid;
import health.throughline.program.warning.rule.trend.NotOnTrack;
import health.throughline.program.warning.rule.trend.Pcl5Worsened;
import health.throughline.program.warning.rule.trend.Phq9Worsened;
import health.throughline.program.warning.rule.trend.RiskComposite;
import health.throughline.program.warning.rule.trend.SeverityBandWorsened;
import health.throughline.program.warning.rule.trend.SleepLost;
import health.throughline.program.warning.rule.trend.WellbeingDropped;
import java.util.List;

/** The rules of early warning. */
public final class Rules {

    /** What is most urgent first. */
    public static final List<WarningRule> ALL = List.of(
            new HelpWanted(),
            new SuicideRiskHigh(),
            new HarmThoughtsAnswered(),
            new SuicideRiskModerate(),
            new SetbackReported(),
            new SubstanceUseReported(),
            new FamilyConcern(),
            new CommunityConcern(),
            new OwnSignNoticed(),
            new BamItemRisk(),
            new BamUse(),
            new BamRiskHigh(),
            new BamProtectiveLow(),
            new BamRiskExceedsProtective(),
            new MoodDrifted(),
            new MoodSlid(),
            new CravingSpiked(),
            new ConfidenceDropped(),
            new SleepLost(),
            new ManiaScreenPositive(),
            new Phq9Worsened(),
            new Gad7Worsened(),
            new Pcl5Worsened(),
            new SeverityBandWorsened(),
            new NotOnTrack(),
            new WellbeingDropped(),
            new AllianceLow(),
            new MissedSessionsInARow(),
            new AttendanceBelowThreshold(),
            new MissedCheckIns(),
            new MedicationGap(),
            new MedicationConcern(),
            new AssessmentOverdue(),
            new FollowUpOverdue(),
            new PlanReviewOverdue(),
            new ConsentExpiring(),
            new HardDayAhead(),
            new RiskComposite());

    private Rules() {}
}
