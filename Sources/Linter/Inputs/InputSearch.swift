import Documents

/// Finds the files that arguments name: files, directories, patterns and `-`.
package struct InputSearch {
    /// In the order of the arguments, each once.
    package private(set) var files: [String] = []
    package private(set) var problems: [InputProblem] = []
    private var seen: Set<String> = []
    private var directories: Set<FileSystem.Identity> = []

    /// Deeper trees are loops of mounts.
    private static let maximumDepth = 64
    private static let extensions = [".yaml", ".yml", ".json"]

    package init(_ arguments: [String]) {
        for argument in arguments { find(argument) }
    }

    private mutating func find(_ argument: String) {
        if argument == "-" { return add("-") }
        if argument.isEmpty { return problems.append(InputProblem(file: "\"\"", line: nil, text: "names no file")) }
        switch FileSystem.kind(of: argument) {
        case .directory:
            walk(argument, depth: 0) { path in Self.extensions.contains(where: path.hasSuffix) }
        case .file, .other:
            add(argument)
        case nil where argument.contains(where: { "*?[".contains($0) }):
            findPattern(argument)
        case nil:
            problems.append(InputProblem(file: argument, line: nil, text: "there is no such file or directory"))
        }
    }

    private mutating func findPattern(_ pattern: String) {
        let before = files.count
        let parts = pattern.split(separator: "/", omittingEmptySubsequences: false)
        let fixed = parts.prefix { part in !part.contains { "*?[".contains($0) } }.joined(separator: "/")
        let root = fixed.isEmpty ? (pattern.hasPrefix("/") ? "/" : ".") : fixed
        let glob = PathPattern(pattern)
        walk(root, depth: 0) { path in glob.matches(root == "." ? String(path.dropFirst(2)) : path) }
        if files.count == before {
            problems.append(InputProblem(file: pattern, line: nil, text: "no file fits the pattern"))
        }
    }

    /// All files below a directory but hidden ones and what package managers bring.
    private mutating func walk(_ directory: String, depth: Int, _ isWanted: (String) -> Bool) {
        guard depth < Self.maximumDepth, let status = FileSystem.status(of: directory), status.kind == .directory
        else { return }
        // A link back to a directory above would never end.
        guard directories.insert(status.identity).inserted else { return }
        defer { directories.remove(status.identity) }
        let names: [String]
        do throws(FileSystem.Failure) {
            names = try FileSystem.names(in: directory)
        } catch {
            problems.append(InputProblem(file: directory, line: nil, text: "cannot be listed: \(error)"))
            return
        }
        let prefix = directory.hasSuffix("/") ? directory : directory + "/"
        for name in names where !name.hasPrefix(".") && name != "node_modules" {
            let path = prefix + name
            switch FileSystem.kind(of: path) {
            case .directory: walk(path, depth: depth + 1, isWanted)
            case .file where isWanted(path): add(path)
            default: break
            }
        }
    }

    private mutating func add(_ file: String) {
        var name = file[...]
        while name.hasPrefix("./"), name.count > 2 { name = name.dropFirst(2) }
        if seen.insert(String(name)).inserted { files.append(String(name)) }
    }
}

/// Something that was given and could not be checked: never mixed up with what was checked and is wrong.
package struct InputProblem: Error, Sendable {
    package let file: String
    /// From 1; nil for the whole file.
    package let lineNumber: Int?
    package let text: String

    /// The problem on a line, such as mesh.yaml:3: cannot be read as YAML.
    package var line: String {
        "\(file)\(lineNumber.map { ":\($0)" } ?? ""): \(text)".onOneLine
    }

    package init(file: String, line: Int?, text: String) {
        self.file = file
        lineNumber = line
        self.text = text
    }
}

/// A pattern of paths: `*` and `?` within a name, `[a-z]`, and `**` for any directories.
struct PathPattern {
    private let parts: [Substring]

    init(_ text: String) { parts = text.split(separator: "/", omittingEmptySubsequences: false) }

    func matches(_ path: String) -> Bool {
        Self.matches(parts[...], path.split(separator: "/", omittingEmptySubsequences: false)[...])
    }

    private static func matches(_ parts: ArraySlice<Substring>, _ names: ArraySlice<Substring>) -> Bool {
        guard let part = parts.first else { return names.isEmpty }
        if part == "**" {
            return (0...names.count).contains { matches(parts.dropFirst(), names.dropFirst($0)) }
        }
        guard let name = names.first, matchesName(Array(part)[...], Array(name)[...]) else { return false }
        return matches(parts.dropFirst(), names.dropFirst())
    }

    private static func matchesName(_ pattern: ArraySlice<Character>, _ name: ArraySlice<Character>) -> Bool {
        guard let first = pattern.first else { return name.isEmpty }
        switch first {
        case "*":
            return (0...name.count).contains { matchesName(pattern.dropFirst(), name.dropFirst($0)) }
        case "?":
            return !name.isEmpty && matchesName(pattern.dropFirst(), name.dropFirst())
        case "[":
            guard let end = pattern.dropFirst(2).firstIndex(of: "]"), let letter = name.first else { return false }
            let set = pattern[pattern.index(after: pattern.startIndex)..<end]
            return matchesSet(set, letter) && matchesName(pattern[(end + 1)...], name.dropFirst())
        default:
            return name.first == first && matchesName(pattern.dropFirst(), name.dropFirst())
        }
    }

    private static func matchesSet(_ set: ArraySlice<Character>, _ letter: Character) -> Bool {
        let isNegated = set.first == "!" || set.first == "^"
        var rest = isNegated ? set.dropFirst() : set
        var isIn = false
        while let low = rest.first {
            if rest.count >= 3, rest[rest.startIndex + 1] == "-" {
                let high = rest[rest.startIndex + 2]
                if low <= letter, letter <= high { isIn = true }
                rest = rest.dropFirst(3)
            } else {
                if low == letter { isIn = true }
                rest = rest.dropFirst()
            }
        }
        return isIn != isNegated
    }
}
