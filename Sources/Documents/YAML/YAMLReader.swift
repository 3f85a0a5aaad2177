import CYAML

/// Reads YAML as Istio does: sigs.k8s.io/yaml over go-yaml v2, which is YAML 1.1, and then JSON.
///
/// libyaml, from which go-yaml descends, gives the events; what go-yaml makes of them (merge keys, aliases, tags, plain
/// scalars) is done here. Only the first document of a text is read, as Istio does.
///
/// Source: go-yaml v2.4 decode.go and resolve.go; sigs.k8s.io/yaml `YAMLToJSON`.
package struct YAMLReader {
    private let limits: DocumentLimits

    package init(limits: DocumentLimits = .standard) { self.limits = limits }

    /// The first document of a text.
    ///
    /// - Throws: ``YAMLError`` where Istio's reader, or one of our limits, refuses the text.
    package func read(_ text: String) throws(YAMLError) -> YAMLDocument {
        var text = text
        text.makeContiguousUTF8()
        let count = text.utf8.count
        guard count <= limits.maximumBytes else {
            throw YAMLError(
                "the text has \(count) bytes; at most \(limits.maximumBytes) are read", at: .start, kind: .limit)
        }
        let result: Result<YAMLDocument, YAMLError>? = text.utf8.withContiguousStorageIfAvailable { bytes in
            do throws(YAMLError) {
                var composer = try YAMLComposer(bytes, limits: limits)
                return .success(try composer.document())
            } catch {
                return .failure(error)
            }
        }
        guard let result else { throw YAMLError("the text cannot be read", at: nil) }
        return try result.get()
    }
}

/// libyaml's parser: one event after another.
struct YAMLEventStream: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>

    /// - Parameter bytes: must outlive the stream.
    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(YAMLError) {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            throw YAMLError("out of memory", at: nil, kind: .limit)
        }
        self.parser = parser
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// The next event, which the caller deletes.
    mutating func next() throws(YAMLError) -> yaml_event_t {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
        return event
    }

    private func failure() -> YAMLError {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "not YAML"
        switch parser.pointee.error {
        case YAML_READER_ERROR:
            return YAMLError(problem, at: SourceMark(parser.pointee.mark))
        case YAML_MEMORY_ERROR:
            return YAMLError("out of memory", at: nil, kind: .limit)
        default:
            return YAMLError(problem, at: SourceMark(parser.pointee.problem_mark))
        }
    }
}

extension SourceMark {
    /// libyaml counts lines and columns from 0.
    init(_ mark: yaml_mark_t) {
        self.init(line: Int(clamping: mark.line) &+ 1, column: Int(clamping: mark.column) &+ 1)
    }
}
