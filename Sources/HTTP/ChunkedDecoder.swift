/// Takes the chunks off chunked content (RFC 9112 §7.1), a byte at a time where it must and in blocks where it can.
///
/// Chunk extensions and trailers are checked, counted and dropped.
struct ChunkedDecoder {
    private enum State {
        case size
        case blankAfterSize
        case extensions
        case sizeLineFeed
        case data
        case dataReturn
        case dataLineFeed
        case trailerStart
        case trailerName
        case trailerValue
        case trailerLineFeed
        case endLineFeed
        case complete
    }

    private var state = State.size
    private var size = 0
    private var digits = 0
    private var extensionBytes = 0
    private var trailerBytes = 0
    private var trailers = 0

    /// More zeros than a 64-bit size has digits serve nobody.
    private static let maximumDigits = 16

    var isComplete: Bool { state == .complete }

    /// Appends the content in some bytes to what came before.
    ///
    /// - Returns: how many bytes were read: all, unless the content ends before.
    mutating func decode(
        _ bytes: Span<UInt8>, into body: inout [UInt8], limits: HTTPLimits
    ) throws(HTTPError) -> Int {
        var offset = 0
        while offset < bytes.count, state != .complete {
            if state == .data {
                let end = offset &+ min(size, bytes.count &- offset)
                body.append(bytes.extracting(offset..<end))
                size &-= end &- offset
                offset = end
                if size == 0 { state = .dataReturn }
            } else {
                try take(bytes[offset], bodyBytes: body.count, limits: limits)
                offset &+= 1
            }
        }
        return offset
    }

    private mutating func take(_ byte: UInt8, bodyBytes: Int, limits: HTTPLimits) throws(HTTPError) {
        switch state {
        case .size, .blankAfterSize, .extensions:
            try takeSize(byte, bodyBytes: bodyBytes, limits: limits)
        case .sizeLineFeed:
            guard byte == Byte.lineFeed else { throw .chunkMalformed }
            state = size == 0 ? .trailerStart : .data
        case .dataReturn:
            guard byte == Byte.carriageReturn else { throw .chunkMalformed }
            state = .dataLineFeed
        case .dataLineFeed:
            guard byte == Byte.lineFeed else { throw .chunkMalformed }
            (state, size, digits) = (.size, 0, 0)
        case .trailerStart, .trailerName, .trailerValue:
            try takeTrailer(byte, limits: limits)
        case .trailerLineFeed, .endLineFeed:
            guard byte == Byte.lineFeed else { throw .trailerMalformed }
            state = state == .endLineFeed ? .complete : .trailerStart
        case .data, .complete:
            break
        }
    }

    private mutating func takeSize(_ byte: UInt8, bodyBytes: Int, limits: HTTPLimits) throws(HTTPError) {
        if state == .size, let digit = Byte.hexadecimal(byte) {
            guard digits < Self.maximumDigits else { throw .chunkMalformed }
            digits &+= 1
            let (shifted, overflows) = size.multipliedReportingOverflow(by: 16)
            let (sum, carries) = shifted.addingReportingOverflow(Int(digit))
            guard !overflows, !carries, sum <= limits.maximumBodyBytes &- bodyBytes else {
                throw .contentTooLarge(limit: limits.maximumBodyBytes)
            }
            size = sum
            return
        }
        guard digits > 0 else { throw .chunkMalformed }
        switch (state, byte) {
        case (.size, Byte.carriageReturn), (.extensions, Byte.carriageReturn):
            state = .sizeLineFeed
            return
        case (.size, Byte.semicolon), (.blankAfterSize, Byte.semicolon):
            state = .extensions
        case (.size, Byte.space), (.size, Byte.tab):
            // "Bad" whitespace, which may stand before a semicolon and nothing else (RFC 9112 §7.1.1).
            state = .blankAfterSize
        case (.blankAfterSize, Byte.space), (.blankAfterSize, Byte.tab), (.extensions, Byte.tab):
            break
        case (.extensions, _) where !Byte.isControl(byte):
            break
        default:
            throw .chunkMalformed
        }
        extensionBytes &+= 1
        guard extensionBytes <= limits.maximumChunkExtensionBytes else {
            throw .chunkExtensionsTooLarge(limit: limits.maximumChunkExtensionBytes)
        }
    }

    private mutating func takeTrailer(_ byte: UInt8, limits: HTTPLimits) throws(HTTPError) {
        switch (state, byte) {
        case (.trailerStart, Byte.carriageReturn):
            state = .endLineFeed
            return
        case (.trailerValue, Byte.carriageReturn):
            state = .trailerLineFeed
        case (.trailerStart, _) where ASCIISet.token.contains(byte):
            guard trailers < limits.maximumFields else { throw .tooManyFields(limit: limits.maximumFields) }
            trailers &+= 1
            state = .trailerName
        case (.trailerName, Byte.colon):
            state = .trailerValue
        case (.trailerName, _) where ASCIISet.token.contains(byte),
            (.trailerValue, _) where !Byte.isControl(byte) || byte == Byte.tab:
            break
        default:
            throw .trailerMalformed
        }
        trailerBytes &+= 1
        guard trailerBytes <= limits.maximumTrailerBytes else {
            throw .trailersTooLarge(limit: limits.maximumTrailerBytes)
        }
    }
}
