/// What the fuzzers hold of any bytes.
///
/// Ordinary code, so that `swift test` replays the corpus and what once crashed.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// Bytes → AdmissionReview → verdict → AdmissionReview; and the same one where nothing is left out of what is read.
    case review
    /// Bytes → text of a mesh document → report, as each kind and for several releases.
    case mesh
    /// Bytes → tree of YAML, by both readers; and the same values when it is written as JSON and read again.
    case yaml
    /// Bytes → tree of JSON, as Foundation reads it; and the same when it is written and read again.
    case json
    /// Bytes → requests, the same however they are cut; and the same content whatever it is wrapped in.
    case http
    /// Bytes → PEM → certificates → what rules say of them.
    case certificates
    /// Bytes → durations, addresses, names, numbers, as parsers made only to be simple read them.
    case values

    /// What does not hold for these bytes, or nil.
    ///
    /// Must return.
    package func failure(on bytes: [UInt8]) -> String? {
        switch self {
        case .review: ReviewProperties.failure(on: bytes)
        case .mesh: MeshProperties.failure(on: bytes)
        case .yaml: YAMLProperties.failure(on: bytes)
        case .json: JSONProperties.failure(on: bytes)
        case .http: HTTPProperties.failure(on: bytes)
        case .certificates: CertificateProperties.failure(on: bytes)
        case .values: ValueProperties.failure(on: bytes)
        }
    }

    /// When it is: 2026-11-23T00:00:00Z.
    static let now: Int64 = 1_795_392_000
}

extension String {
    /// Whether a terminal and the API server show the text as it is.
    var isPlain: Bool { unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } }
}
