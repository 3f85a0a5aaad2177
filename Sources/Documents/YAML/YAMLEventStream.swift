import CYAML

/// libyaml's parser: one event after another.
struct YAMLEventStream: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>

    /// A parser of a text.
    ///
    /// - Parameter bytes: must outlive the stream.
    /// - Throws: ``YAMLError`` where memory is short.
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
    ///
    /// - Throws: ``YAMLError`` for what libyaml cannot read; no event follows.
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
        case YAML_PARSER_ERROR where problem.hasPrefix("exceeded max"):
            // libyaml's own bound is 1,000 levels, Istio's 10,000.
            return YAMLError(problem, at: SourceMark(parser.pointee.problem_mark), kind: .limit)
        default:
            let mark = parser.pointee.problem_mark
            return YAMLError(
                problem, at: SourceMark(mark), kind: .syntax, index: Int(clamping: mark.index),
                openQuote: problem.hasPrefix("found unexpected") ? openQuote : nil)
        }
    }

    /// Where the quoted scalar begins that libyaml was in.
    private var openQuote: SourceMark? {
        guard let context = parser.pointee.context, String(cString: context) == "while scanning a quoted scalar" else {
            return nil
        }
        return SourceMark(parser.pointee.context_mark)
    }
}

extension SourceMark {
    /// libyaml counts lines and columns from 0.
    init(_ mark: yaml_mark_t) {
        self.init(line: Int(clamping: mark.line) &+ 1, column: Int(clamping: mark.column) &+ 1)
    }
}
