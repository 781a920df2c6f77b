package health.throughline.server.sample;

import java.util.List;

/** Names and places to make people up from; none is taken from a real record. */
final class Names {

    static final List<String> FEMALE = List.of(
            "Abigail",
            "Beatrice",
            "Carmen",
            "Delia",
            "Elena",
            "Farah",
            "Greta",
            "Hazel",
            "Imani",
            "Joy",
            "Keiko",
            "Leila",
            "Maribel",
            "Nadia",
            "Opal",
            "Priya",
            "Renata",
            "Sonia",
            "Tamika",
            "Yvonne");
    static final List<String> MALE = List.of(
            "Aaron", "Bruno", "Caleb", "Dmitri", "Elias", "Felix", "Gideon", "Hector", "Isaac", "Jamal", "Kenji",
            "Leon", "Marcus", "Nestor", "Omar", "Pablo", "Quentin", "Rafael", "Silas", "Tobias");
    static final List<String> FAMILY = List.of(
            "Alvarez",
            "Barlow",
            "Castellano",
            "Dawson",
            "Ellery",
            "Fontaine",
            "Grady",
            "Hollis",
            "Ingram",
            "Jansen",
            "Kowalski",
            "Lindqvist",
            "Mbeki",
            "Navarro",
            "Okafor",
            "Petrov",
            "Quigley",
            "Rosario",
            "Sandoval",
            "Thibault",
            "Underhill",
            "Vasquez",
            "Whitlock",
            "Yamada",
            "Zielinski");
    static final List<String> STREET = List.of(
            "Alder Street",
            "Birch Lane",
            "Canal Road",
            "Depot Avenue",
            "Elm Court",
            "Ferry Street",
            "Granite Way",
            "Harbor Drive",
            "Ivy Place",
            "Juniper Terrace");
    static final List<Town> TOWN = List.of(
            new Town("Easthaven", "NJ", "07999"),
            new Town("Millbrook Falls", "NY", "12999"),
            new Town("Port Sorrel", "CT", "06999"),
            new Town("Quarry Hill", "PA", "18999"),
            new Town("Saltmarsh", "MA", "02999"));

    private Names() {}

    /** A made-up town in a real state. */
    record Town(String city, String state, String postalCode) {}

    /** The same name for the same number, without dice. */
    static String of(List<String> names, int number) {
        return names.get(Math.floorMod(number * 7, names.size()));
    }
}
