/// Reads YAML as Istio does: sigs.k8s.io/yaml over go-yaml v2, which is YAML 1.1, and then JSON.
///
/// libyaml, from which go-yaml descends, gives the events; what go-yaml makes of them (merge keys, aliases, tags, plain
/// scalars) is done here. Only the first document of a text is read, as Istio does.
///
/// Source: go-yaml v2.4 decode.go and resolve.go; sigs.k8s.io/yaml `YAMLToJSON`.
package struct YAMLReader: Sendable {
    private let limits: DocumentLimits

    package init(limits: DocumentLimits = .standard) { self.limits = limits }

    /// The first document of a text.
    ///
    /// Marks count from the first character behind a byte order mark.
    ///
    /// - Throws: ``YAMLError`` where Istio's reader, or one of our limits, refuses the text.
    package func read(_ text: String) throws(YAMLError) -> YAMLDocument {
        try read(text) { (bytes) throws(YAMLError) -> YAMLDocument in
            if let document = YAMLSubset.read(bytes, limits: limits) { return document }
            return try readByLibyaml(bytes)
        }
    }

    /// The first document of a text of the subset that is read without libyaml; nil for any other text.
    ///
    /// - Throws: ``YAMLError`` for a text over ``DocumentLimits/maximumBytes``.
    package func readSubset(_ text: String) throws(YAMLError) -> YAMLDocument? {
        try read(text) { (bytes) throws(YAMLError) -> YAMLDocument? in YAMLSubset.read(bytes, limits: limits) }
    }

    /// The first document of a text as libyaml reads it, which is the reference.
    ///
    /// - Throws: as `read`.
    package func readByLibyaml(_ text: String) throws(YAMLError) -> YAMLDocument {
        try read(text) { (bytes) throws(YAMLError) -> YAMLDocument in try readByLibyaml(bytes) }
    }

    private func read<Result>(
        _ text: String, _ body: (UnsafeBufferPointer<UInt8>) throws(YAMLError) -> Result
    ) throws(YAMLError) -> Result {
        try text.utf8Span.span.withUnsafeBufferPointer { (bytes) throws(YAMLError) -> Result in
            guard bytes.count <= limits.maximumBytes else {
                throw YAMLError(
                    "the text has \(bytes.count) bytes; at most \(limits.maximumBytes) are read", at: .start,
                    kind: .limit)
            }
            // go-yaml strips one mark before it counts columns; libyaml counts it as a character.
            let hasMark = bytes.starts(with: YAMLDialect.byteOrderMark)
            let content = hasMark ? UnsafeBufferPointer(rebasing: bytes.dropFirst(3)) : bytes
            return try body(content)
        }
    }

    private func readByLibyaml(_ bytes: UnsafeBufferPointer<UInt8>) throws(YAMLError) -> YAMLDocument {
        var dialect = YAMLDialect(bytes)
        do throws(YAMLError) {
            return try dialect.withBytes { (bytes, dialect) throws(YAMLError) -> YAMLDocument in
                try document(bytes, dialect)
            }
        } catch {
            var failure = error
            for _ in 0..<Self.maximumTurns(for: bytes.count) {
                guard dialect.mend(failure) else { throw failure }
                do throws(YAMLError) {
                    return try dialect.withBytes { (bytes, dialect) throws(YAMLError) -> YAMLDocument in
                        try document(bytes, dialect)
                    }
                } catch { failure = error }
            }
            throw failure
        }
    }

    /// How often a text is read again, with a character that stands in for one that libyaml stumbled over.
    ///
    /// All turns together read 1 MiB, some 30 ms; and a text of the field, of a few KiB, has one such place or two.
    private static func maximumTurns(for bytes: Int) -> Int { min(16, (1 << 20) / max(1, bytes)) }

    private func document(
        _ bytes: UnsafeBufferPointer<UInt8>, _ dialect: YAMLDialect
    ) throws(YAMLError) -> YAMLDocument {
        var composer = try YAMLComposer(bytes, dialect: dialect, limits: limits)
        return try composer.document()
    }
}
