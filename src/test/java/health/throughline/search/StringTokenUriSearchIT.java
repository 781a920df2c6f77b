package health.throughline.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://hl7.org/fhir/R4/search.html#string, #token and #uri. */
class StringTokenUriSearchIT {

    private static final Found FOUND = new Found();
    private static final String LONG = "Zürich ".repeat(40) + "Überall";

    @BeforeAll
    static void resources() {
        FOUND.with(
                        "mueller",
                        "Patient",
                        "'active':true,'gender':'female','name':[{'family':'Müller','given':['Zoë']}],"
                                + "'identifier':[{'system':'urn:test:mrn','value':'A-1'}],"
                                + "'telecom':[{'system':'phone','value':'555-0100'}]")
                .with(
                        "muller",
                        "Patient",
                        "'active':false,'gender':'male','name':[{'family':'Muller, Jr.'}],"
                                + "'identifier':[{'value':'A-1'}],'address':[{'city':'Trail''s End','country':'NO'}]"
                                        .replace("''", "’"))
                .with(
                        "oneil",
                        "Patient",
                        "'name':[{'text':'Sean O’Neil 50%_x'}],"
                                + "'identifier':[{'system':'urn:test:other','value':'A-1'},{'system':'urn:test:mrn','value':'B|2'}],"
                                + "'telecom':[{'system':'email','value':'s@example.org'}]")
                .with(
                        "double",
                        "Patient",
                        "'name':[{'family':'Carreño-Quiñones de la Vega','given':['Groß','ﬁnn']}],"
                                + "'address':[{'text':'" + LONG + "'}]")
                .with("empty", "Patient", "")
                .with("tom", "Patient", "'name':[{'family':'mullerin'}],'deceasedDateTime':'2020'")
                .with("vs", "ValueSet", "'status':'active','url':'http://example.org/vs/one'")
                .with("vs2", "ValueSet", "'status':'draft','url':'http://example.org/vs/one/two'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "family=muller;            mueller muller tom",
                "family=MÜLLER;            mueller muller tom",
                "family=Mull;              mueller muller tom",
                "family=uller;             ''",
                "family:contains=uller;    mueller muller tom",
                "family:exact=Müller;      mueller",
                "family:exact=muller;      ''",
                "family:exact=mullerin;    tom",
                "family=Muller\\, Jr.;     muller",
                "family=muller\\,,zzz;     mueller muller tom",
                "name=zoe;                 mueller",
                "given=ZOË;                mueller",
                "name=sean;                oneil",
                "name:contains=50%_;       oneil",
                "name:contains=%;          ''",
                "name:contains=neil 50;    oneil",
                "name:contains=ei;         oneil",
                "name=sean oneil;          oneil",
                "name=SEAN  O'NEIL;        oneil",
                "family=%;                 ''",
                "family=m%;                mueller muller tom",
                "family=m_ller;            ''",
                "name:contains=\\\\;       ''",
                "address=trail;            muller",
                "address-city=trails end;  muller",
                "address-city:contains=end; muller",
                "address-country=no;       muller",
                "family=quinones;          double",
                "family=CARRENO QUI;       double",
                "family=de la vega;        double",
                "family=vega;              double",
                "name=vega;                double",
                "family:exact=vega;        ''",
                "family:exact=Carreño-Quiñones de la Vega; double",
                "family:contains=es de;    double",
                "given=gross;              double",
                "given:contains=ros;       double",
                "given=Finn;               double",
                "given:contains=ss;        double",
                "address:contains=uberall; double",
                "address:contains=h uberall; double",
                "address:contains=uberallx; ''",
                "family:missing=true;      empty oneil",
                "family=mueller' OR '1'='1; ''"
            })
    void strings(String condition, String names) {
        assertThat(FOUND.names("Patient", condition)).containsExactlyInAnyOrder(split(names));
    }

    @Test
    void texts_longer_than_the_index_are_compared_whole() {
        assertThat(FOUND.names("Patient", "address=" + LONG)).containsExactly("double");
        assertThat(FOUND.names("Patient", "address=" + LONG.replace("Ü", "U"))).containsExactly("double");
        assertThat(FOUND.names("Patient", "address=" + LONG + "x")).isEmpty();
        assertThat(FOUND.names("Patient", "address:exact=" + LONG)).containsExactly("double");
        assertThat(FOUND.names("Patient", "address:exact=" + LONG.replace("Ü", "U")))
                .isEmpty();
        assertThat(FOUND.names("Patient", "address:contains=" + LONG.substring(100)))
                .containsExactly("double");
    }

    @Test
    void text_is_refused_with_advice() {
        assertThat(FOUND.reply("Patient", "name:text=x").expect(400).text()).contains(":contains");
        assertThat(FOUND.reply("Patient", "name=").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "identifier=A-1;                 mueller muller oneil",
                "identifier=urn:test:mrn|A-1;    mueller",
                "identifier=|A-1;                muller",
                "identifier=urn:test:mrn|;       mueller oneil",
                "identifier=B\\|2;               oneil",
                "identifier=urn:test:mrn|B\\|2;  oneil",
                "identifier=a-1;                 ''",
                "identifier=A-1,B\\|2;           mueller muller oneil",
                "gender=female;                  mueller",
                "gender=http://hl7.org/fhir/administrative-gender|female; mueller",
                "gender=urn:other|female;        ''",
                "gender:not=female;              double empty muller oneil tom",
                "gender:not=female,male;         double empty oneil tom",
                "gender:missing=false;           mueller muller",
                "active=true;                    mueller",
                "active=false;                   muller",
                "active:not=true;                double empty muller oneil tom",
                "phone=555-0100;                 mueller",
                "email=s@example.org;            oneil",
                "telecom=s@example.org;          oneil",
                "email=555-0100;                 ''",
                "deceased=true;                  tom",
                "gender=female&active=true;      mueller",
                "gender=female&active=false;     ''",
                "identifier=' OR 1=1 --; ''"
            })
    void tokens(String condition, String names) {
        assertThat(FOUND.names("Patient", condition)).containsExactlyInAnyOrder(split(names));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "url=http://example.org/vs/one;        vs",
                "url=http://example.org/vs;            ''",
                "url=HTTP://example.org/vs/one;        ''",
                "url:missing=false;                    vs vs2"
            })
    void uris(String condition, String names) {
        assertThat(FOUND.names("ValueSet", condition)).containsExactlyInAnyOrder(split(names));
    }

    private static String[] split(String names) {
        return names.isBlank() ? new String[0] : names.split(" ");
    }
}
