/// A pipeline of Go's text/template: values and calls, joined by |.
///
/// Source: Go text/template/parse, parse.go, `pipeline`, `command`, `operand` and `term`.
extension GoTemplate {
    enum PipelineContext: Equatable {
        case command, brackets
        case keyword(GoTemplateLexer.Keyword)
    }

    /// A pipeline whose end was not reached.
    private struct Pipeline {
        let context: PipelineContext
        var commands = 0
        /// Whether the command that is being read has an operand.
        var hasOperand = false
    }

    private enum Place {
        /// Before a command, or the end of the pipeline.
        case command
        case operand
        /// After an operand, which may be a constant, as nothing of which fields are read and nothing that is called.
        case afterOperand(GoTemplateLexer.Token, isConstant: Bool)
    }

    /// Goes over a pipeline and the end of the action that it stands in.
    mutating func readPipeline(_ context: PipelineContext, at line: Int) {
        var pipeline = Pipeline(context: context)
        var outer: [Pipeline] = []
        var place = Place.command
        readDeclarations(context, at: line)
        while !hasEnded {
            switch place {
            case .command:
                let token = nextNonSpace()
                guard token.kind == (outer.isEmpty ? .closing : .closingBracket) else {
                    guard token.kind.beginsOperand else { return stop(at: token) }
                    putBack(token)
                    pipeline.commands &+= 1
                    pipeline.hasOperand = false
                    place = .operand
                    continue
                }
                guard pipeline.commands > 0 else { return stop(pipeline.context.mistakeOfEmpty, at: token.line) }
                guard let last = outer.popLast() else { return }
                pipeline = last
                place = .afterOperand(token, isConstant: false)
            case .operand:
                let token = nextNonSpace()
                if token.kind == .openingBracket {
                    // Go stops here since its pull request 73670 of 2025; before, it read on.
                    if outer.count == 10_000 { warn("brackets are nested too deep", at: token.line) }
                    outer.append(pipeline)
                    pipeline = Pipeline(context: .brackets)
                    readDeclarations(.brackets, at: token.line)
                    place = .command
                } else if token.kind.beginsOperand {
                    check(operand: token)
                    place = .afterOperand(token, isConstant: token.kind.isConstant)
                } else {
                    place = placeAfterCommand(token)
                }
            case .afterOperand(let operand, let isConstant):
                if isConstant, !pipeline.hasOperand, pipeline.commands > 1 {
                    return stop("\(shown(operand)) after | is no function", at: operand.line)
                }
                pipeline.hasOperand = true
                var token = next()
                if isConstant, token.kind == .field {
                    return stop("\(shown(operand)) has no field \(shown(token))", at: token.line)
                }
                while token.kind == .field { token = next() }
                place = token.kind == .space ? .operand : placeAfterCommand(token)
            }
        }
    }

    /// Where to read on after a token that ends a command, which none but three may.
    private mutating func placeAfterCommand(_ token: GoTemplateLexer.Token) -> Place {
        switch token.kind {
        case .pipe: break
        case .closing, .closingBracket: putBack(token)
        default: stop(at: token)
        }
        return .command
    }

    private mutating func check(operand token: GoTemplateLexer.Token) {
        switch token.kind {
        case .name: check(function: token)
        case .variable:
            if !isDeclared(token) { stop("\(shown(token)) is not declared", at: token.line) }
        case .string:
            guard GoTemplateLiteral.unquoted(bytes(of: token)) == nil else { return }
            stop("\(shown(token)) has an unknown escape", at: token.line)
        case .character:
            guard !GoTemplateLiteral.isCharacter(bytes(of: token)) else { return }
            stop("\(shown(token)) is not one character", at: token.line)
        case .number:
            guard !GoTemplateLiteral.isNumber(bytes(of: token)) else { return }
            stop("\(shown(token)) is no number", at: token.line)
        default: break
        }
    }

    /// Goes over the variables that a pipeline declares or assigns to, if any.
    private mutating func readDeclarations(_ context: PipelineContext, at line: Int) {
        let isRange = context == .keyword(.range)
        var count = 0
        while true {
            let variable = nextNonSpace()
            guard variable.kind == .variable else { return putBack(variable) }
            let following = next()
            let sign = following.kind == .space ? nextNonSpace() : following
            switch sign.kind {
            case .declare, .assign: return declare(variable)
            case .comma:
                declare(variable)
                count &+= 1
                guard isRange, count < 2 else {
                    return stop(isRange ? "{{range}} declares two variables" : "only {{range}} declares two", at: line)
                }
                let second = nextNonSpace()
                putBack(second)
                guard [.variable, .closing, .closingBracket].contains(second.kind) else { return stop(at: second) }
            default:
                putBack(sign)
                if following.kind == .space { putBack(following) }
                return putBack(variable)
            }
        }
    }
}

extension GoTemplate.PipelineContext {
    fileprivate var mistakeOfEmpty: String {
        switch self {
        case .command: "an action is empty"
        case .brackets: "brackets are empty"
        case .keyword(let keyword): "{{\(keyword.rawValue)}} has no value"
        }
    }
}

extension GoTemplateLexer.Kind {
    fileprivate var beginsOperand: Bool {
        switch self {
        case .openingBracket, .field, .variable, .name: true
        default: isConstant
        }
    }

    /// Whether it has no fields, and cannot be called with what a pipe brings.
    fileprivate var isConstant: Bool {
        switch self {
        case .dot, .boolean, .null, .number, .complex, .character, .string, .rawString: true
        default: false
        }
    }
}
