import Documents

/// The manual page, in man(7), made of what the commands say of themselves.
package struct ManualPage {
    private let command: Node
    private let version: String
    private let date: String

    /// - Parameters:
    ///   - description: the tree of commands as swift-argument-parser dumps it (`ToolInfoV0`).
    ///   - date: the day of the release, such as 2026-11-23.
    /// - Returns: nil where the description is none.
    package init?(_ description: String, version: String, date: String) {
        guard let command = try? JSONReader().read(description)["command"] else { return nil }
        self.command = command
        self.version = version
        self.date = date
    }

    package var text: String {
        let name = command["commandName"]?.string ?? ""
        var page = ".\\\" Written by `\(name) man` from the commands themselves.\n"
        page += ".TH \(name.uppercased()) 1 \(date) \"\(name) \(version)\" \"User commands\"\n"
        page += ".SH NAME\n\(name) \\- \(phrase(command["abstract"]?.string).roff)\n"
        page += ".SH SYNOPSIS\n.B \(name)\n.I command\n[\\fIoptions\\fR] [\\fIarguments\\fR]\n"
        page += ".SH DESCRIPTION\n" + Self.introduction
        page += ".SH EXAMPLES\n" + examples(command["discussion"]?.string ?? "")
        page += ".SH COMMANDS\n"
        for command in commands { page += section(command) }
        page += ".SH EXIT STATUS\n" + Self.statuses
        page += ".SH ENVIRONMENT\n" + Self.environment
        page += ".SH SEE ALSO\n.BR istioctl (1),\n.BR kubectl (1)\n.PP\n\(RuleLink.project.roff)\n"
        return page
    }

    /// All commands, those of commands in the place of these; not `help`.
    private var commands: [Node] {
        (command["subcommands"]?.elements ?? []).flatMap { command -> [Node] in
            guard command["commandName"]?.string != "help", command["shouldDisplay"]?.bool != false else { return [] }
            let inner = command["subcommands"]?.elements ?? []
            return inner.isEmpty ? [command] : inner
        }
    }

    // MARK: Commands

    private func section(_ command: Node) -> String {
        let above = (command["superCommands"]?.elements ?? []).compactMap(\.string)
        let name = (above + [command["commandName"]?.string ?? ""]).joined(separator: " ")
        let arguments = (command["arguments"]?.elements ?? []).filter { argument in
            argument["shouldDisplay"]?.bool != false && !["help", "version"].contains(argument["valueName"]?.string)
        }
        var text = ".SS \"\(name.roff)"
        for argument in arguments where argument["kind"]?.string == "positional" {
            let dots = argument["isRepeating"]?.bool == true ? " .\\|.\\|." : ""
            let name = "\\fI\(value(of: argument))\\fR\(dots)"
            text += argument["isOptional"]?.bool == true ? " [\(name)]" : " \(name)"
        }
        text += "\"\n" + (command["abstract"]?.string ?? "").roffLines
        if let discussion = command["discussion"]?.string { text += ".PP\n" + examples(discussion) }
        for argument in arguments { text += item(argument) }
        return text
    }

    private func item(_ argument: Node) -> String {
        let value = value(of: argument)
        let names = (argument["names"]?.elements ?? []).compactMap { name -> String? in
            guard let text = name["name"]?.string else { return nil }
            return "\\fB\((name["kind"]?.string == "short" ? "-" : "--").roff)\(text.roff)\\fR"
        }
        let head: String =
            switch argument["kind"]?.string {
            case "positional": "\\fI\(value)\\fR"
            case "flag": names.joined(separator: ", ")
            default: names.joined(separator: ", ") + " \\fI\(value)\\fR"
            }
        var text = ".TP\n\(head)\n" + (argument["abstract"]?.string ?? "").roffLines
        let values = (argument["allValues"]?.elements ?? []).compactMap(\.string)
        if !values.isEmpty { text += "One of \(values.joined(separator: ", ")).".roffLines }
        if let usual = argument["defaultValue"]?.string { text += "The default is \(usual.roff).\n" }
        return text
    }

    private func value(of argument: Node) -> String { (argument["valueName"]?.string ?? "value").roff }

    // MARK: Words

    /// Paragraphs, and indented lines as they are.
    private func examples(_ text: String) -> String {
        var page = ""
        var isLiteral = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let indented = line.hasPrefix("  ")
            if indented, !isLiteral, page.hasSuffix(".PP\n") { page.removeLast(4) }
            if indented != isLiteral {
                page += indented ? ".PP\n.RS 4\n.nf\n" : ".fi\n.RE\n.PP\n"
                isLiteral = indented
            }
            if indented {
                page += String(line.dropFirst(2)).roff + "\n"
            } else if line.isEmpty {
                if !page.isEmpty, !page.hasSuffix(".PP\n") { page += ".PP\n" }
            } else {
                page += String(line).roffLines
            }
        }
        return isLiteral ? page + ".fi\n.RE\n" : page
    }

    /// A sentence without its capital and its full stop.
    private func phrase(_ sentence: String?) -> String {
        guard var text = sentence, let first = text.first else { return "" }
        if text.hasSuffix(".") { text.removeLast() }
        return first.lowercased() + text.dropFirst()
    }

    private static let introduction = """
        .B sekisho
        checks the configuration of Istio's service mesh: as a linter of files,
        and as a validating admission webhook that refuses it before a cluster
        takes it.
        Every diagnostic ends with the id of its rule in brackets, which
        .B sekisho explain
        says more of.

        """.replacing("\n\n", with: "\n")

    private static let statuses = """
        The same for every format of
        .BR "sekisho check" :
        .TP
        0
        Nothing at or over
        .BR \\-\\-fail\\-on .
        .TP
        1
        Diagnostics at or over it.
        .TP
        2
        Flags or the policy file are wrong.
        .TP
        3
        Something could not be read or written, so that the answer is not whole.
        .TP
        4
        Nothing of Istio's in what was given; see
        .BR \\-\\-allow\\-empty .

        """

    private static let environment = """
        .TP
        .BR NO_COLOR ", " CLICOLOR_FORCE ", " FORCE_COLOR ", " TERM
        Whether to colour, where
        .B \\-\\-color
        is auto.
        .TP
        .B COLUMNS
        The width of help texts.
        .TP
        .BI SEKISHO_ FLAG
        A flag of
        .BR "sekisho serve" ,
        such as SEKISHO_METRICS_PORT; the flag itself wins.

        """
}

extension String {
    /// The text as roff prints it: no escapes, no requests, and hyphens that can be copied.
    fileprivate var roff: String {
        var text = replacing("\\", with: "\\e").replacing("-", with: "\\-")
        if text.hasPrefix(".") || text.hasPrefix("'") { text = "\\&" + text }
        return text.replacing("\"", with: "\\(dq")
    }

    /// The same in lines of at most 78 bytes, where words allow it, each with its end.
    fileprivate var roffLines: String {
        var lines: [String] = []
        for word in split(separator: " ").map({ String($0).roff }) {
            if let last = lines.last, last.utf8.count + 1 + word.utf8.count <= 78 {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(word)
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
