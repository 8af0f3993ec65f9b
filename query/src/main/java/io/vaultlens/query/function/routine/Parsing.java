package io.vaultlens.query.function.routine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Takes texts of known forms apart: addresses of pages and files, versions, XML. */
public final class Parsing {
    private static final Pattern URL =
            Pattern.compile(
                    "(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://(?:([^:@/?#]*)(?::([^@/?#]*))?@)?"
                            + "(\\[[^]]*]|[^:/?#]*)(?::(\\d*))?)?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?",
                    Pattern.DOTALL);
    private static final Pattern PATH =
            Pattern.compile("(?:([A-Za-z][A-Za-z0-9+.-]+)://)?(.*)", Pattern.DOTALL);
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d+)?([eE][-+]?\\d{1,3})?");

    private static final String TEXT = "#text";
    private static final int DEEPEST = 100;

    private Parsing() {}

    public static Object url(Object[] arguments) {
        Matcher match = URL.matcher(Texts.text(arguments[0]));
        if (!match.matches()) {
            return null;
        }
        ObjectNode url = Json.bag();
        url.put("Scheme", part(match, 1));
        url.put("Host", part(match, 4));
        url.put("Port", part(match, 5));
        url.put("Path", part(match, 6));
        url.put("Username", part(match, 2));
        url.put("Password", part(match, 3));
        url.set("Query Parameters", parameters(part(match, 7)));
        url.put("Fragment", part(match, 8));
        return Json.write(url);
    }

    public static Object urlQuery(Object[] arguments) {
        ObjectNode bag = Json.bag();
        bag.set("Query Parameters", parameters(Texts.text(arguments[0])));
        return Json.write(bag);
    }

    private static String part(Matcher match, int group) {
        return match.group(group) == null ? "" : match.group(group);
    }

    private static ObjectNode parameters(String query) {
        ObjectNode bag = Json.bag();
        for (String each : query.split("&")) {
            int equals = each.indexOf('=');
            if (!each.isEmpty()) {
                String name = equals < 0 ? each : each.substring(0, equals);
                bag.put(name, equals < 0 ? "" : each.substring(equals + 1));
            }
        }
        return bag;
    }

    public static Object path(Object[] arguments) {
        Matcher match = PATH.matcher(Texts.text(arguments[0]));
        if (!match.matches()) {
            return null;
        }
        String path = match.group(2);
        int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
        String directory = slash < 0 ? "" : path.substring(0, slash);
        String file = path.substring(slash + 1);
        int colon = file.indexOf(':');
        String name = colon < 0 ? file : file.substring(0, colon);
        int dot = name.lastIndexOf('.');
        boolean drive = path.matches("(?s)[A-Za-z]:.*");
        String last =
                directory.substring(
                        Math.max(directory.lastIndexOf('/'), directory.lastIndexOf('\\')) + 1);
        ObjectNode bag = Json.bag();
        bag.put("Scheme", part(match, 1));
        bag.put("RootPath", drive ? path.substring(0, 2) : "");
        bag.put("DirectoryPath", directory);
        bag.put("DirectoryName", last.endsWith(":") ? "" : last);
        bag.put("Filename", name);
        bag.put("Extension", dot < 0 ? "" : name.substring(dot + 1));
        bag.put("AlternateDataStreamName", colon < 0 ? "" : file.substring(colon + 1));
        return Json.write(bag);
    }

    /** One number of up to four parts, so that versions compare as numbers. */
    public static Object version(Object[] arguments) {
        String[] parts = Texts.text(arguments[0]).strip().split("\\.", -1);
        if (parts.length > 4) {
            return null;
        }
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < 4; i++) {
            String part = i < parts.length ? parts[i] : "0";
            if (!part.matches("\\d{1,8}")) {
                return null;
            }
            number = number.multiply(BigInteger.valueOf(100_000_000)).add(new BigInteger(part));
        }
        return number.toString();
    }

    /** An XML document as a bag: attributes with @, texts beside elements as #text. */
    public static Object xml(Object[] arguments) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader =
                    factory.createXMLStreamReader(new StringReader(Texts.text(arguments[0])));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    ObjectNode bag = Json.bag();
                    String name = reader.getLocalName();
                    bag.set(name, element(reader, 0));
                    return Json.write(bag);
                }
            }
            return null;
        } catch (XMLStreamException e) {
            return null;
        }
    }

    private static JsonNode element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new XMLStreamException("nested deeper than " + DEEPEST);
        }
        ObjectNode bag = Json.bag();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            bag.put("@" + reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        StringBuilder text = new StringBuilder();
        int event = reader.next();
        while (event != XMLStreamConstants.END_ELEMENT) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                String name = reader.getLocalName();
                add(bag, name, element(reader, depth + 1));
            } else if (event == XMLStreamConstants.CHARACTERS) {
                text.append(reader.getText());
                if (!text.toString().isBlank() && !bag.has(TEXT)) {
                    // Its place among the elements is that of its beginning.
                    bag.putNull(TEXT);
                }
            }
            event = reader.next();
        }
        String content = text.toString().strip();
        if (content.isEmpty()) {
            return bag.isEmpty() ? Json.NODES.nullNode() : bag;
        }
        if (bag.size() == 1) {
            return value(content);
        }
        bag.set(TEXT, value(content));
        return bag;
    }

    /** What looks like a number of JSON is one. */
    private static JsonNode value(String text) {
        JsonNode number = NUMBER.matcher(text).matches() ? Json.read(text) : null;
        return number == null ? Json.NODES.textNode(text) : number;
    }

    private static void add(ObjectNode bag, String name, JsonNode value) {
        JsonNode there = bag.get(name);
        if (there == null) {
            bag.set(name, value);
        } else if (there instanceof ArrayNode array) {
            array.add(value);
        } else {
            bag.set(name, Json.array().add(there).add(value));
        }
    }

    private static final Pattern STEP =
            Pattern.compile(
                    "\\.([A-Za-z_][A-Za-z0-9_-]*)|\\[(\\d{1,6})]|\\['([^'\"]*)']|\\[\"([^'\"]*)\"]");

    /** The names and places of a path into JSON; empty where it is none. */
    public static Optional<List<Object>> steps(String path) {
        if (!path.startsWith("$")) {
            return Optional.empty();
        }
        List<Object> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        int at = 1;
        while (at < path.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                return Optional.empty();
            }
            if (matcher.group(2) != null) {
                steps.add(Integer.valueOf(matcher.group(2)));
            } else {
                String plain = matcher.group(1) != null ? matcher.group(1) : matcher.group(3);
                steps.add(plain != null ? plain : matcher.group(4));
            }
            at = matcher.end();
        }
        return Optional.of(steps);
    }

    /** What stands at a path of a JSON text. */
    public static Object jsonAt(Object[] arguments) {
        Optional<List<Object>> steps = steps(Texts.text(arguments[0]));
        if (steps.isEmpty()) {
            return "";
        }
        JsonNode node = Json.read(arguments[1]);
        for (Object step : steps.get()) {
            node = step instanceof Integer place ? node.path(place) : node.path(step.toString());
        }
        return node.isMissingNode() ? "" : Json.text(node);
    }
}
