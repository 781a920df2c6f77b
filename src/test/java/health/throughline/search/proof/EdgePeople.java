package health.throughline.search.proof;

/** People, organizations and places: names, identifiers, dates of all precisions, positions. */
final class EdgePeople {

    private EdgePeople() {}

    static void add(EdgeCases cases) {
        patients(cases);
        morePatients(cases);
        others(cases);
        locations(cases);
    }

    private static void patients(EdgeCases cases) {
        cases.put(
                "Patient/e-accent",
                "'meta':{'tag':[{'system':'urn:tags','code':'edge'},{'code':'bare'}],'source':'urn:source:a',"
                        + "'profile':['http://example.org/profiles/client'],"
                        + "'security':[{'system':'urn:labels','code':'R'}]},"
                        + "'text':{'status':'generated','div':'<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">"
                        + "A zebrafish keeper</div>'},"
                        + "'active':true,'gender':'female','birthDate':'1980','deceasedBoolean':false,"
                        + "'name':[{'use':'official','family':'Müller','given':['Zoë','José María'],'prefix':['Dr.']},"
                        + "{'text':'Zoe Mueller','family':'O’Neil','suffix':['MD']}],"
                        + "'identifier':[{'system':'urn:mrn','value':'A-1','type':{'coding':[{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/v2-0203','code':'MR'}],'text':'Medical record number'}},"
                        + "{'system':'urn:ssn','value':'A-1'}],"
                        + "'telecom':[{'system':'phone','value':'555-0100','use':'home'},"
                        + "{'system':'email','value':'zoe@example.org'}],"
                        + "'address':[{'line':['1 Trail Road'],'city':'Åsgård','postalCode':'0100','country':'NO',"
                        + "'use':'home'}],"
                        + "'managingOrganization':{'reference':'Organization/e-sub'},"
                        + "'generalPractitioner':[{'reference':'Practitioner/e-gp'},"
                        + "{'reference':'PractitionerRole/e-role'}]");
        cases.put(
                "Patient/e-plain",
                "'meta':{'tag':[{'system':'urn:tags','code':'edge'}],'security':[{'system':'urn:labels','code':'N'}]},"
                        + "'active':false,'gender':'male','birthDate':'1980-05','deceasedDateTime':'2020-02-29',"
                        + "'name':[{'family':'Muller','given':['jose']}],"
                        + "'identifier':[{'value':'A-1'},{'system':'urn:mrn','value':'B|2,3','type':{'coding':[{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/v2-0203','code':'SS'}],'text':'Social number'}}],"
                        + "'telecom':[{'system':'phone','value':'555-0101'}],"
                        + "'address':[{'city':'Asgard','state':'MA'}],"
                        + "'managingOrganization':{'reference':'~base/Organization/e-org'},"
                        + "'link':[{'other':{'reference':'Patient/e-accent'},'type':'seealso'}]");
        cases.put(
                "Patient/e-upper",
                "'gender':'other','birthDate':'1980-05-17','name':[{'family':'MULLERIN','given':['Ana']}],"
                        + "'maritalStatus':{'text':'Married'},'communication':[{'language':{'coding':"
                        + "[{'system':'urn:ietf:bcp:47','code':'de','display':'German (Germany)'}]}}],"
                        + "'managingOrganization':{'identifier':{'system':'urn:org','value':'harbour'}},"
                        + "'generalPractitioner':[{'reference':'Practitioner/e-gp/_history/1'}]");
    }

    private static void morePatients(EdgeCases cases) {
        cases.put("Patient/e-none", "");
        cases.put(
                "Patient/e-comma",
                "'gender':'unknown','birthDate':'1979-12-31','name':[{'family':'Smith, Jr.','given':['a|b$c']},"
                        + "{'family':'50%_off'}],'link':[{'other':{'reference':'Patient/e-plain'},'type':'refer'}],"
                        + "'managingOrganization':{'reference':'http://elsewhere.example/fhir/Organization/e-org'}");
        cases.put(
                "Patient/e-last",
                "'birthDate':'1981-01-01','name':[{'text':'  Élodie   van der Berg '}],"
                        + "'contact':[{'organization':{'reference':'Organization/e-org'}}]");
        cases.put(
                "RelatedPerson/e-sister",
                "'patient':{'reference':'Patient/e-accent'},'name':[{'family':'Müller'}],'gender':'female',"
                        + "'relationship':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v3-RoleCode',"
                        + "'code':'SIS','display':'sister'}]}]");
        cases.put(
                "Group/e-group",
                "'type':'person','actual':true,'member':[{'entity':{'reference':'Patient/e-accent'}},"
                        + "{'entity':{'reference':'Patient/e-plain'}}],'characteristic':[{'code':{'coding':"
                        + "[{'system':'urn:edge','code':'gender'}]},'valueCodeableConcept':{'coding':[{'system':'urn:edge',"
                        + "'code':'mixed'}]},'exclude':false}]");
    }

    private static void others(EdgeCases cases) {
        cases.put(
                "Organization/e-org",
                "'name':'Harbour','alias':['Port'],'identifier':[{'system':'urn:org','value':'harbour'}],"
                        + "'type':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/organization-type',"
                        + "'code':'prov','display':'Healthcare Provider'}]}]");
        cases.put("Organization/e-sub", "'name':'Quay','partOf':{'reference':'Organization/e-org'}");
        cases.put("Organization/e-subsub", "'name':'Bollard','partOf':{'reference':'Organization/e-sub'}");
        cases.put("Practitioner/e-gp", "'name':[{'family':'Noor','given':['Ada']}],'gender':'female'");
        cases.put(
                "PractitionerRole/e-role",
                "'practitioner':{'reference':'Practitioner/e-gp'},'organization':{'reference':'Organization/e-subsub'},"
                        + "'specialty':[{'coding':[{'system':'urn:edge','code':'cbt','display':'Cognitive therapy'}]}]");
        cases.put(
                "Device/e-device",
                "'status':'active','patient':{'reference':'Patient/e-accent'},'udiCarrier':[{'deviceIdentifier':'udi-1'}]");
    }

    private static void locations(EdgeCases cases) {
        location(cases, "e-boston", "Boston house", "42.3601", "-71.0589", "");
        location(cases, "e-cambridge", "Cambridge room", "42.3736", "-71.1097", "e-boston");
        location(cases, "e-worcester", "Worcester room", "42.2626", "-71.8023", "e-boston");
        location(cases, "e-taveuni", "Taveuni east", "-16.85", "179.99", "");
        cases.put("Location/e-nowhere", "'name':'Online','mode':'kind'");
    }

    private static void location(
            EdgeCases cases, String id, String name, String latitude, String longitude, String within) {
        cases.put(
                "Location/" + id,
                "'name':'" + name + "','mode':'instance','status':'active','position':{'latitude':" + latitude
                        + ",'longitude':" + longitude + "}"
                        + (within.isEmpty() ? "" : ",'partOf':{'reference':'Location/" + within + "'}"));
    }
}
