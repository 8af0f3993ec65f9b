package io.vaultlens.query.function.routine;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Converts between units; an unknown unit gives null. */
public final class Units {
    private static final double DEGREE = Math.PI / 180;

    /** Each kind's units, named with what one is worth in the kind's base unit. */
    private static final Map<String, Map<String, Double>> KINDS =
            Map.of(
                    "angle",
                    table(
                            "Radian 1",
                            "Degree " + DEGREE,
                            "Arcminute " + DEGREE / 60,
                            "Arcsecond " + DEGREE / 3600,
                            "Centiradian 1e-2",
                            "Deciradian 1e-1",
                            "Gradian " + Math.PI / 200,
                            "Microdegree " + DEGREE * 1e-6,
                            "Microradian 1e-6",
                            "Millidegree " + DEGREE * 1e-3,
                            "Milliradian 1e-3",
                            "Nanodegree " + DEGREE * 1e-9,
                            "Nanoradian 1e-9",
                            "NatoMil " + Math.PI / 3200,
                            "Revolution " + Math.PI * 2,
                            "Tilt 1"),
                    "length",
                    table(
                            "Meter 1",
                            "Angstrom 1e-10",
                            "AstronomicalUnit 149597870700",
                            "Centimeter 1e-2",
                            "Chain 20.1168",
                            "DataMile 1828.8",
                            "Decameter 10",
                            "Decimeter 1e-1",
                            "DtpPica 0.00423333333333333",
                            "DtpPoint 0.000352777777777778",
                            "Fathom 1.8288",
                            "Foot 0.3048",
                            "Hand 0.1016",
                            "Hectometer 100",
                            "Inch 0.0254",
                            "KilolightYear 9.46073047258e18",
                            "Kilometer 1000",
                            "Kiloparsec 3.08567758128e19",
                            "LightYear 9.46073047258e15",
                            "MegalightYear 9.46073047258e21",
                            "Megaparsec 3.08567758128e22",
                            "Microinch 2.54e-8",
                            "Micrometer 1e-6",
                            "Mil 2.54e-5",
                            "Mile 1609.344",
                            "Millimeter 1e-3",
                            "Nanometer 1e-9",
                            "NauticalMile 1852",
                            "Parsec 3.08567758128e16",
                            "PrinterPica 0.00421752",
                            "PrinterPoint 0.0003514598",
                            "Shackle 27.432",
                            "SolarRadius 6.95508e8",
                            "Twip 0.0000176388888888889",
                            "UsSurveyFoot 0.304800609601219",
                            "Yard 0.9144"),
                    "mass",
                    table(
                            "Kilogram 1",
                            "Centigram 1e-5",
                            "Decagram 1e-2",
                            "Decigram 1e-4",
                            "EarthMass 5.9722e24",
                            "Grain 6.479891e-5",
                            "Gram 1e-3",
                            "Hectogram 1e-1",
                            "Kilopound 453.59237",
                            "Kilotonne 1e6",
                            "LongHundredweight 50.80234544",
                            "LongTon 1016.0469088",
                            "Megapound 453592.37",
                            "Megatonne 1e9",
                            "Microgram 1e-9",
                            "Milligram 1e-6",
                            "Nanogram 1e-12",
                            "Ounce 0.028349523125",
                            "Pound 0.45359237",
                            "ShortHundredweight 45.359237",
                            "ShortTon 907.18474",
                            "Slug 14.593902937206",
                            "SolarMass 1.98947e30",
                            "Stone 6.35029318",
                            "Tonne 1000"),
                    "speed",
                    speeds(),
                    "force",
                    table(
                            "Newton 1",
                            "Decanewton 10",
                            "Dyn 1e-5",
                            "KilogramForce 9.80665",
                            "Kilonewton 1000",
                            "KiloPond 9.80665",
                            "KilopoundForce 4448.2216152605",
                            "Meganewton 1e6",
                            "Micronewton 1e-6",
                            "Millinewton 1e-3",
                            "OunceForce 0.278013850953781",
                            "Poundal 0.138254954376",
                            "PoundForce 4.4482216152605",
                            "ShortTonForce 8896.443230521",
                            "TonneForce 9806.65"),
                    "energy",
                    table(
                            "Joule 1",
                            "BritishThermalUnit 1055.05585262",
                            "Calorie 4.184",
                            "DecathermEc 1055055852.62",
                            "DecathermImperial 1055055852.57348",
                            "DecathermUs 1054804000",
                            "ElectronVolt 1.602176565e-19",
                            "Erg 1e-7",
                            "FootPound 1.3558179483",
                            "GigabritishThermalUnit 1055055852620",
                            "GigaelectronVolt 1.602176565e-10",
                            "Gigajoule 1e9",
                            "GigawattDay 8.64e13",
                            "GigawattHour 3.6e12",
                            "HorsepowerHour 2684519.53769617",
                            "KilobritishThermalUnit 1055055.85262",
                            "Kilocalorie 4184",
                            "KiloelectronVolt 1.602176565e-16",
                            "Kilojoule 1000",
                            "KilowattDay 8.64e7",
                            "KilowattHour 3.6e6",
                            "MegabritishThermalUnit 1055055852.62",
                            "Megacalorie 4.184e6",
                            "MegaelectronVolt 1.602176565e-13",
                            "Megajoule 1e6",
                            "MegawattDay 8.64e10",
                            "MegawattHour 3.6e9",
                            "Millijoule 1e-3",
                            "TeraelectronVolt 1.602176565e-7",
                            "TerawattDay 8.64e16",
                            "TerawattHour 3.6e15",
                            "ThermEc 105505585.262",
                            "ThermImperial 105505585.257348",
                            "ThermUs 105480400",
                            "WattDay 86400",
                            "WattHour 3600"),
                    "volume",
                    table(
                            "CubicMeter 1",
                            "AcreFoot " + 1 / 0.000810714,
                            "AuTablespoon 2e-5",
                            "BoardFoot 0.0023597372158",
                            "Centiliter 1e-5",
                            "CubicCentimeter 1e-6",
                            "CubicDecimeter 1e-3",
                            "CubicFoot 0.028316846592",
                            "CubicHectometer 1e6",
                            "CubicInch 1.6387064e-5",
                            "CubicKilometer 1e9",
                            "CubicMicrometer 1e-18",
                            "CubicMile 4168181825.44058",
                            "CubicMillimeter 1e-9",
                            "CubicYard 0.764554857984",
                            "Decaliter 1e-2",
                            "DecausGallon 0.03785411784",
                            "Deciliter 1e-4",
                            "DeciusGallon 0.0003785411784",
                            "HectocubicFoot 2.8316846592",
                            "HectocubicMeter 100",
                            "Hectoliter 0.1",
                            "HectousGallon 0.3785411784",
                            "ImperialBeerBarrel 0.16365924",
                            "ImperialGallon 0.00454609",
                            "ImperialOunce 2.84130625e-5",
                            "ImperialPint 0.00056826125",
                            "KilocubicFoot 28.316846592",
                            "KilocubicMeter 1000",
                            "KiloimperialGallon 4.54609",
                            "Kiloliter 1",
                            "KilousGallon 3.785411784",
                            "Liter 1e-3",
                            "MegacubicFoot 28316.846592",
                            "MegaimperialGallon 4546.09",
                            "Megaliter 1000",
                            "MegausGallon 3785.411784",
                            "MetricCup 0.00025",
                            "MetricTeaspoon 5e-6",
                            "Microliter 1e-9",
                            "Milliliter 1e-6",
                            "OilBarrel 0.158987294928",
                            "UkTablespoon 1.5e-5",
                            "UsBeerBarrel 0.117347765304",
                            "UsCustomaryCup 0.0002365882365",
                            "UsGallon 0.003785411784",
                            "UsLegalCup 0.00024",
                            "UsOunce 2.95735295625e-5",
                            "UsPint 0.000473176473",
                            "UsQuart 0.000946352946",
                            "UsTablespoon 1.478676478125e-5",
                            "UsTeaspoon 4.92892159375e-6"));

    private Units() {}

    private static Map<String, Double> table(String... units) {
        return Stream.of(units)
                .map(each -> each.split(" "))
                .collect(
                        Collectors.toUnmodifiableMap(
                                each -> each[0], each -> Double.valueOf(each[1])));
    }

    /** Every length in every time. */
    private static Map<String, Double> speeds() {
        Map<String, Double> lengths =
                table(
                        "Centimeter 1e-2",
                        "Decimeter 1e-1",
                        "Foot 0.3048",
                        "Inch 0.0254",
                        "Kilometer 1000",
                        "Meter 1",
                        "Micrometer 1e-6",
                        "Mile 1609.344",
                        "Millimeter 1e-3",
                        "Nanometer 1e-9",
                        "UsSurveyFoot 0.304800609601219",
                        "Yard 0.9144");
        Map<String, Double> speeds = new java.util.HashMap<>(Map.of("Knot", 1852.0 / 3600));
        lengths.forEach((name, length) -> {
            speeds.put(name + "PerHour", length / 3600);
            speeds.put(name + "PerMinute", length / 60);
            speeds.put(name + "PerSecond", length);
        });
        return Map.copyOf(speeds);
    }

    /** A routine that converts values of a kind such as length. */
    public static io.vaultlens.query.function.Routine.Body of(String kind) {
        Map<String, Double> units = KINDS.get(kind);
        return arguments -> {
            Double from = units.get(Texts.text(arguments[1]));
            Double to = units.get(Texts.text(arguments[2]));
            boolean known = arguments[0] != null && from != null && to != null;
            return known ? (Object) ((double) arguments[0] * from / to) : null;
        };
    }

    /** Temperatures do not share a zero. */
    public static Object temperature(Object[] arguments) {
        if (arguments[0] == null) {
            return null;
        }
        Double kelvin = toKelvin((double) arguments[0], Texts.text(arguments[1]));
        return kelvin == null ? null : fromKelvin(kelvin, Texts.text(arguments[2]));
    }

    private static Double toKelvin(double value, String unit) {
        return switch (unit) {
            case "Kelvin" -> value;
            case "DegreeCelsius" -> value + 273.15;
            case "MillidegreeCelsius" -> value / 1000 + 273.15;
            case "DegreeDelisle" -> value * -2 / 3 + 373.15;
            case "DegreeFahrenheit" -> (value + 459.67) * 5 / 9;
            case "DegreeNewton" -> value * 100 / 33 + 273.15;
            case "DegreeRankine" -> value * 5 / 9;
            case "DegreeReaumur" -> value * 5 / 4 + 273.15;
            case "DegreeRoemer" -> (value - 7.5) * 40 / 21 + 273.15;
            case "SolarTemperature" -> value * 5778;
            default -> null;
        };
    }

    private static Double fromKelvin(double kelvin, String unit) {
        return switch (unit) {
            case "Kelvin" -> kelvin;
            case "DegreeCelsius" -> kelvin - 273.15;
            case "MillidegreeCelsius" -> (kelvin - 273.15) * 1000;
            case "DegreeDelisle" -> (kelvin - 373.15) * -3 / 2;
            case "DegreeFahrenheit" -> kelvin * 9 / 5 - 459.67;
            case "DegreeNewton" -> (kelvin - 273.15) * 33 / 100;
            case "DegreeRankine" -> kelvin * 9 / 5;
            case "DegreeReaumur" -> (kelvin - 273.15) * 4 / 5;
            case "DegreeRoemer" -> (kelvin - 273.15) * 21 / 40 + 7.5;
            case "SolarTemperature" -> kelvin / 5778;
            default -> null;
        };
    }
}
