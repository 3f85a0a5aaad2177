import Synchronization

/// A file, or several that belong together, whose bytes are compared again and again and taken into use when they change.
///
/// A Secret or ConfigMap that is mounted changes by a swap of symbolic links, which a watch on the file does not see.
/// Bytes that do not load are logged and counted once, and what is in use stays. They are tried again at each look, as a
/// certificate is refused for its time too.
package final class WatchedFile: Sendable {
    /// What the files are for: a label of metrics and a field of the log.
    package let name: String
    package let paths: [String]
    private let apply: @Sendable ([[UInt8]]) throws -> Void
    private let memory = Mutex(Memory())

    private struct Memory {
        var current: [[UInt8]] = []
        var refused: [[UInt8]]?
        var lastReadError: SystemError?
    }

    /// Makes a watched file; nothing is read before ``load()``.
    ///
    /// - Parameters:
    ///   - name: what the files are for: `certificate`, `policy`.
    ///   - paths: where they are.
    ///   - apply: takes the bytes of each path into use, or throws an error whose description says what is wrong.
    package init(_ name: String, paths: [String], apply: @escaping @Sendable ([[UInt8]]) throws -> Void) {
        self.name = name
        self.paths = paths
        self.apply = apply
    }

    /// A file could not be read, or not be used.
    package struct Failure: Error, CustomStringConvertible {
        package let path: String
        /// The system's reason if it could not be read.
        package let system: SystemError?
        package let description: String
    }

    /// Reads and applies the files for the first time.
    ///
    /// - Throws: ``Failure``; the program should say so and end.
    package func load() throws(Failure) {
        let contents = try read()
        do {
            try apply(contents)
        } catch {
            throw Failure(
                path: paths.joined(separator: ", "), system: nil,
                description: "\(paths.joined(separator: ", ")): \(error)")
        }
        memory.withLock { $0.current = contents }
    }

    enum Change { case none, applied, failed(String) }

    /// Looks at the files, and applies them if they have changed.
    func look() -> Change {
        var memory = memory.withLock { $0 }
        defer { self.memory.withLock { $0 = memory } }
        let contents: [[UInt8]]
        do throws(Failure) {
            contents = try read()
        } catch {
            // Said once: the files of a Secret that is gone stay gone.
            guard error.system != memory.lastReadError else { return .none }
            memory.lastReadError = error.system
            return .failed(error.description)
        }
        memory.lastReadError = nil
        if contents == memory.current {
            memory.refused = nil
            return .none
        }
        do {
            try apply(contents)
        } catch {
            // The swap may have come between two reads: a second look sees one side of it.
            if let again = try? read(), again != contents { return takeSecondLook(again, &memory) }
            return refuse(contents, error, &memory)
        }
        return accept(contents, &memory)
    }

    /// Applies what the second look has seen, which is not what the first one has.
    private func takeSecondLook(_ contents: [[UInt8]], _ memory: inout Memory) -> Change {
        // It was in use all the time.
        if contents == memory.current {
            memory.refused = nil
            return .none
        }
        do {
            try apply(contents)
        } catch {
            return refuse(contents, error, &memory)
        }
        return accept(contents, &memory)
    }

    private func accept(_ contents: [[UInt8]], _ memory: inout Memory) -> Change {
        memory.current = contents
        memory.refused = nil
        return .applied
    }

    /// Remembers what was refused, and says it unless that is known.
    private func refuse(_ contents: [[UInt8]], _ error: any Error, _ memory: inout Memory) -> Change {
        guard contents != memory.refused else { return .none }
        memory.refused = contents
        return .failed("\(paths.joined(separator: ", ")): \(error)")
    }

    private func read() throws(Failure) -> [[UInt8]] {
        var contents: [[UInt8]] = []
        for path in paths {
            do throws(SystemError) {
                contents.append(try FileDescriptor.contents(ofFile: path))
            } catch {
                throw Failure(path: path, system: error, description: "\(path): \(error)")
            }
        }
        return contents
    }
}
