/// One block of a PEM text (RFC 7468): a label and the bytes between its BEGIN and END lines.
package struct PEMBlock: Hashable, Sendable {
    /// What stands after BEGIN: `CERTIFICATE`, `EC PRIVATE KEY`.
    package let label: String
    package let bytes: [UInt8]
    /// The line of BEGIN, from 1.
    package let line: Int
    /// Whether RFC 1421 fields stand before the base64 text, as in an encrypted key.
    package let hasHeaders: Bool

    package var isCertificate: Bool {
        label == "CERTIFICATE" || label == "X509 CERTIFICATE" || label == "TRUSTED CERTIFICATE"
    }
    /// Whether Go's pools take the block: they pass over one with another label, or with header fields.
    ///
    /// Source: Go crypto/x509 cert_pool.go, `AppendCertsFromPEM`.
    package var isPlainCertificate: Bool { label == "CERTIFICATE" && !hasHeaders }
    package var isPrivateKey: Bool { label.hasSuffix("PRIVATE KEY") }
}

/// Reads PEM texts in one pass over their bytes: linear in the length, whatever the text is.
package enum PEM {
    /// The blocks of a text in order; text outside of blocks is skipped, as RFC 7468 §2 allows.
    ///
    /// A BEGIN counts only at the start of a line, as for Go and OpenSSL.
    /// - Throws: ``CertificateError`` for the first block that is broken or over a limit; the text is then not used.
    package static func blocks(
        in text: [UInt8], atMost limit: Int = CertificateLimits.maximumBlocks
    ) throws(CertificateError) -> [PEMBlock] {
        guard text.count <= CertificateLimits.maximumBytes else {
            throw .tooLarge(limit: CertificateLimits.maximumBytes)
        }
        var blocks: [PEMBlock] = []
        var open: OpenBlock?
        var lineNumber = 0
        for line in text.split(separator: newline, omittingEmptySubsequences: false) {
            lineNumber += 1
            let line = line.withoutTrailingSpace
            guard var block = open else {
                guard let label = label(of: line, after: begin) else { continue }
                guard blocks.count < limit else { throw .tooManyBlocks(limit: limit) }
                open = OpenBlock(label: label, line: lineNumber)
                continue
            }
            open = nil
            if let label = label(of: line, after: end) {
                guard label == block.label else { throw .unterminatedBlock(label: block.label, line: block.line) }
                guard let bytes = block.base64.finish() else { throw .notBase64(label: block.label, line: block.line) }
                blocks.append(PEMBlock(label: label, bytes: bytes, line: block.line, hasHeaders: block.hasHeaders))
                continue
            }
            guard label(of: line, after: begin) == nil else {
                throw .unterminatedBlock(label: block.label, line: block.line)
            }
            guard block.take(line) else {
                if holds(line, end) { throw .endNotAlone(line: lineNumber) }
                throw .notBase64(label: block.label, line: block.line)
            }
            open = block
        }
        if let open { throw .unterminatedBlock(label: open.label, line: open.line) }
        return blocks
    }

    /// Whether the text holds the BEGIN of a private key on any line, indented or broken as it may be.
    package static func containsPrivateKey(_ text: [UInt8]) -> Bool {
        for line in text.split(whereSeparator: { $0 == newline || $0 == 0x0D }) {
            let line = line.drop(while: { $0 == 0x20 || $0 == 0x09 }).withoutTrailingSpace
            if let label = label(of: line, after: begin), label.hasSuffix("PRIVATE KEY") { return true }
        }
        return false
    }

    private static let newline = UInt8(ascii: "\n")
    private static let begin = [UInt8]("-----BEGIN ".utf8)
    private static let end = [UInt8]("-----END ".utf8)
    private static let dashes = [UInt8]("-----".utf8)

    private static func holds(_ line: ArraySlice<UInt8>, _ piece: [UInt8]) -> Bool {
        line.indices.contains { line[$0...].starts(with: piece) }
    }

    /// The label of a BEGIN or END line; nil for any other line.
    private static func label(of line: ArraySlice<UInt8>, after prefix: [UInt8]) -> String? {
        guard line.count <= 96, line.starts(with: prefix) else { return nil }
        let rest = line.dropFirst(prefix.count)
        guard rest.count > dashes.count, rest.suffix(dashes.count).elementsEqual(dashes) else { return nil }
        let label = rest.dropLast(dashes.count)
        guard label.allSatisfy({ (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "-") }) else { return nil }
        return String(decoding: label, as: UTF8.self)
    }
}

/// A block whose END has not come yet.
private struct OpenBlock {
    let label: String
    let line: Int
    var base64 = Base64Decoder()
    var hasHeaders = false
    private var inHeaders = false

    init(label: String, line: Int) {
        self.label = label
        self.line = line
    }

    /// Takes one line of the block; false if it is neither a header field nor base64.
    mutating func take(_ line: ArraySlice<UInt8>) -> Bool {
        if line.contains(UInt8(ascii: ":")), base64.isEmpty {
            hasHeaders = true
            inHeaders = true
            return true
        }
        if inHeaders {
            // A header's continuation line starts with a space; an empty line ends the headers (RFC 1421 §4.4).
            if line.isEmpty { inHeaders = false }
            if line.isEmpty || line.first == 0x20 || line.first == 0x09 { return true }
            inHeaders = false
        }
        return base64.take(line)
    }
}

/// Base64 (RFC 4648 §4) in pieces; spaces, tabs and carriage returns between characters are skipped.
private struct Base64Decoder {
    private var bytes: [UInt8] = []
    private var bits: UInt32 = 0
    private var characters = 0
    private var padding = 0

    var isEmpty: Bool { characters == 0 && padding == 0 }

    /// Takes some characters; false at one that has no place in base64.
    mutating func take(_ text: ArraySlice<UInt8>) -> Bool {
        for character in text {
            switch character {
            case 0x20, 0x09, 0x0D: continue
            case UInt8(ascii: "="):
                padding += 1
                guard padding <= 2 else { return false }
            default:
                guard padding == 0, let value = Self.value(of: character) else { return false }
                bits = (bits << 6) | UInt32(value)
                characters += 1
                if characters.isMultiple(of: 4) { appendOctets(3) }
            }
        }
        return true
    }

    /// All octets, if the text ended where base64 may end.
    mutating func finish() -> [UInt8]? {
        switch (characters % 4, padding) {
        case (0, 0): return bytes
        case (2, 2):
            bits <<= 12
            appendOctets(1)
        case (3, 1):
            bits <<= 6
            appendOctets(2)
        default: return nil
        }
        return bytes
    }

    private mutating func appendOctets(_ count: Int) {
        bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
        if count > 1 { bytes.append(UInt8(truncatingIfNeeded: bits >> 8)) }
        if count > 2 { bytes.append(UInt8(truncatingIfNeeded: bits)) }
        bits = 0
    }

    private static func value(of character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): character &- UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): character &- UInt8(ascii: "a") &+ 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character &- UInt8(ascii: "0") &+ 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}

extension ArraySlice<UInt8> {
    /// The line without spaces, tabs and carriage returns at its end.
    fileprivate var withoutTrailingSpace: ArraySlice<UInt8> {
        var line = self
        while let last = line.last, last == 0x20 || last == 0x09 || last == 0x0D { line.removeLast() }
        return line
    }
}
