package health.throughline.program.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.client.ClientRecord;
import health.throughline.program.client.Codes;
import health.throughline.record.RecordWriter.Entry;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.store.ResourceVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Records who was in a session and how long: of each client the appointment, the visit, the attendance and the hours of the
 * week, all in one transaction. Said again it changes nothing; said otherwise it amends.
 */
@Component
public final class AttendanceRecording {

    private final ClientRecord record;
    private final Sessions sessions;
    private final SessionStaff staff;
    private final AttendanceRecords records;
    private final AttendanceEntries entries;
    private final WeeklyDose dose;
    private final Codes codes;

    AttendanceRecording(
            ClientRecord record,
            Sessions sessions,
            SessionStaff staff,
            AttendanceRecords records,
            AttendanceEntries entries,
            WeeklyDose dose,
            Codes codes) {
        this.record = record;
        this.sessions = sessions;
        this.staff = staff;
        this.records = records;
        this.entries = entries;
        this.dose = dose;
        this.codes = codes;
    }

    /**
     * Records all of {@code said}, or nothing.
     *
     * @return what is stored now: of each client the appointment, the attendance, the visit if there was one, the week
     */
    public List<ResourceVersion> record(ResourceKey slot, List<Attendance> said, Access access) {
        Session session = sessions.get(slot);
        staff.require(session, access);
        check(said);
        Set<String> locks = new TreeSet<>(Set.of(session.lock()));
        Set<ResourceKey> own = new HashSet<>();
        sessions.appointments(slot).forEach(one -> {
            own.add(ClientRecord.key(one));
            locks.add(Session.lock(Sessions.client(one)));
        });
        for (Attendance one : said) {
            if (!own.contains(one.appointment())) {
                throw refused("An appointment of 'attendance' is not one of this session; see Slot/[id]/$roster.");
            }
        }
        return record.alone(locks, () -> {
            List<ResourceVersion> stored = new ArrayList<>();
            said.forEach(one -> stored.addAll(record(session, one, access)));
            return stored;
        });
    }

    private void check(List<Attendance> said) {
        Set<ResourceKey> appointments = new HashSet<>();
        for (Attendance one : said) {
            codes.given("attendance-status", one.status(), "attendance");
            if (!one.reason().isEmpty()) {
                codes.given("attendance-reason", one.reason(), "attendance");
            }
            if (!appointments.add(one.appointment())) {
                throw refused("Each appointment stands in one 'attendance' only.");
            }
        }
    }

    private static Refusal refused(String words) {
        return new Refusal(
                Refusal.Reason.UNPROCESSABLE,
                List.of(Issue.error("business-rule", words, "Parameters.parameter.where(name='attendance')")));
    }

    private List<ResourceVersion> record(Session session, Attendance said, Access access) {
        ObjectNode appointment = record.find(said.appointment())
                .orElseThrow(() -> refused("An appointment of 'attendance' was deleted."));
        ResourceKey patient = Sessions.client(appointment);
        access.requireScope(Action.CREATE, "Encounter", patient);
        Access writing = record.of(patient, access);
        int minutes = said.attended(session.minutes());
        Optional<ObjectNode> visit = records.visit(said.appointment(), patient);
        String url = visit.map(found -> ClientRecord.key(found).toString()).orElseGet(ClientRecord::url);
        List<Entry> written = new ArrayList<>();
        written.add(ClientRecord.update(entries.appointment(appointment, said)));
        AttendanceEntries.Part part = new AttendanceEntries.Part(session, patient, said, minutes, access);
        written.add(attendance(part, said.present() ? url : ""));
        if (said.present()) {
            ObjectNode now = entries.visit(part);
            written.add(visit.map(before -> ClientRecord.update(entries.over(before, now)))
                    .orElseGet(() -> ClientRecord.create(now, url)));
        } else {
            visit.map(before -> before.put("status", "entered-in-error"))
                    .ifPresent(before -> written.add(ClientRecord.update(before)));
        }
        List<ResourceVersion> stored = new ArrayList<>(record.write(written, writing));
        stored.add(dose.write(patient, session.start(), writing));
        return stored;
    }

    /** What was recorded before keeps its id; it is amended when something else is said now. */
    private Entry attendance(AttendanceEntries.Part part, String visit) {
        ObjectNode now = entries.attendance(part, visit);
        Optional<ObjectNode> before = records.of(part.said().appointment(), part.patient());
        return before.map(old -> ClientRecord.update(entries.amended(old, now)))
                .orElseGet(() -> ClientRecord.create(now));
    }
}
