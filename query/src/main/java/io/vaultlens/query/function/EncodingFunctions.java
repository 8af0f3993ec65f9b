package io.vaultlens.query.function;

import static io.vaultlens.query.function.Scalar.routine;
import static io.vaultlens.query.function.Scalar.scalar;

import io.vaultlens.query.function.routine.Encodings;
import io.vaultlens.query.function.routine.Parsing;
import io.vaultlens.query.function.routine.Punycode;
import java.util.List;

/** Functions that encode and decode texts and take known forms apart. */
final class EncodingFunctions {
    static final List<Scalar> ALL =
            List.of(
                    routine(
                            "base64_encode_tostring|base64_encodestring(value: text): string",
                            Encodings::toBase64,
                            "A text in base64."),
                    routine(
                            "base64_decode_tostring|base64_decodestring(value: text): string",
                            Encodings::fromBase64,
                            "The text that base64 means."),
                    routine(
                            "base64_decode_toarray(value: text): dynamic",
                            Encodings::base64ToArray,
                            "The bytes that base64 means."),
                    routine(
                            "base64_encode_fromarray(value: dynamic): string",
                            Encodings::arrayToBase64,
                            "Bytes in base64."),
                    routine(
                            "base64_encode_fromguid(value: guid): string",
                            Encodings::guidToBase64,
                            "A guid in base64."),
                    routine(
                            "base64_decode_toguid(value: text): guid",
                            Encodings::base64ToGuid,
                            "The guid that base64 means."),
                    routine(
                            "url_encode(value: text): string",
                            Encodings::urlEncode,
                            "A text as part of an address, a space as plus."),
                    routine(
                            "url_encode_component(value: text): string",
                            Encodings::urlEncodeComponent,
                            "A text as part of an address, a space as %20."),
                    routine(
                            "url_decode(value: text): string",
                            Encodings::urlDecode,
                            "The text that a part of an address means."),
                    routine(
                            "zlib_compress_to_base64_string(value: text): string",
                            Encodings::zlibCompress,
                            "A text compressed with zlib, in base64."),
                    routine(
                            "zlib_decompress_from_base64_string(value: text): string",
                            Encodings::zlibDecompress,
                            "What was compressed with zlib."),
                    routine(
                            "gzip_compress_to_base64_string(value: text): string",
                            Encodings::gzipCompress,
                            "A text compressed with gzip, in base64."),
                    routine(
                            "gzip_decompress_from_base64_string(value: text): string",
                            Encodings::gzipDecompress,
                            "What was compressed with gzip."),
                    routine(
                            "punycode_from_string(value: text): string",
                            Punycode::encode,
                            "A text in the letters of domain names."),
                    routine(
                            "punycode_to_string(value: text): string",
                            Punycode::decode,
                            "The text that the letters of a domain name mean."),
                    routine(
                            "punycode_domain_to_string(value: text): string",
                            Punycode::encodeDomain,
                            "A domain name in plain letters."),
                    routine(
                            "punycode_domain_from_string(value: text): string",
                            Punycode::decodeDomain,
                            "The domain name that plain letters mean."),
                    routine(
                            "parse_url|parseurl(url: text): dynamic",
                            Parsing::url,
                            "The parts of an address."),
                    routine(
                            "parse_urlquery|parseurlquery(query: text): dynamic",
                            Parsing::urlQuery,
                            "The parameters of an address."),
                    routine(
                            "parse_path(path: text): dynamic",
                            Parsing::path,
                            "The parts of a file's path."),
                    routine(
                            "parse_xml(xml: text): dynamic",
                            Parsing::xml,
                            "An XML document as a bag."),
                    scalar(
                            "parse_version(version: text): decimal",
                            arguments -> "kql_version_number_1($1)::DECIMAL(38, 0)",
                            "A version as a number that can be compared."));

    private EncodingFunctions() {}
}
