import CZlib

/// Content in gzip (RFC 1952), by zlib.
package enum Gzip {
    /// zlib's window of 32 KiB, and 16 to say that the bytes have gzip's wrapper and not zlib's own.
    private static let windowBits: Int32 = 15 + 16

    /// Inflates one gzip member, whose checksum and length must fit and behind which nothing may follow.
    ///
    /// - Throws: `HTTPError`, when the bytes are not that or a limit is passed; never more than one block past the limit is
    ///   inflated to find out.
    package static func inflated(_ bytes: [UInt8], limits: HTTPLimits) throws(HTTPError) -> [UInt8] {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        guard let length = UInt32(exactly: bytes.count),
            inflateInit2_(stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw .contentTooLarge(limit: limits.maximumBodyBytes) }
        defer { inflateEnd(stream) }
        let (scaled, overflows) = bytes.count.multipliedReportingOverflow(by: limits.maximumInflationRatio)
        let byRatio = overflows ? Int.max : max(scaled, limits.freeInflatedBytes)
        var text: [UInt8] = []
        // zlib takes its input through a pointer to bytes that it only reads.
        let outcome = bytes.withUnsafeBufferPointer { input -> Result<Void, HTTPError> in
            stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.pointee.avail_in = length
            return Result { () throws(HTTPError) in
                try inflate(stream, into: &text, ratioLimit: byRatio, limits: limits)
            }
        }
        try outcome.get()
        return text
    }

    private static func inflate(
        _ stream: UnsafeMutablePointer<z_stream>, into text: inout [UInt8], ratioLimit: Int, limits: HTTPLimits
    ) throws(HTTPError) {
        while true {
            let (status, before) = (inflateBlock(stream, into: &text), text.count)
            guard before <= limits.maximumBodyBytes else {
                throw .inflatedContentTooLarge(limit: limits.maximumBodyBytes)
            }
            guard before <= ratioLimit else { throw .inflationRatioTooLarge(limit: limits.maximumInflationRatio) }
            switch status {
            case Z_STREAM_END:
                guard stream.pointee.avail_in == 0 else { throw .gzipTrailingBytes }
                return
            case Z_OK:
                continue
            // No progress was possible: there is room to write, so bytes to read are missing.
            case Z_BUF_ERROR:
                throw .gzipTruncated
            default:
                throw .gzipMalformed
            }
        }
    }

    /// Inflates at most 16 KiB more.
    private static func inflateBlock(_ stream: UnsafeMutablePointer<z_stream>, into text: inout [UInt8]) -> Int32 {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16 * 1024) { block in
            stream.pointee.next_out = block.baseAddress
            stream.pointee.avail_out = UInt32(block.count)
            let status = CZlib.inflate(stream, Z_NO_FLUSH)
            let written = block.count - Int(stream.pointee.avail_out)
            text.append(contentsOf: UnsafeBufferPointer(rebasing: block[..<written]))
            return status
        }
    }

    /// Deflates into one gzip member, or nil if zlib has no memory.
    package static func deflated(_ bytes: [UInt8]) -> [UInt8]? {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        // The fastest level: metrics shrink tenfold at any.
        let started = deflateInit2_(
            stream, Z_BEST_SPEED, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard started == Z_OK else { return nil }
        defer { deflateEnd(stream) }
        guard let length = UInt32(exactly: bytes.count),
            let bound = UInt32(exactly: deflateBound(stream, UInt(length)))
        else { return nil }
        var isComplete = false
        let deflated = bytes.withUnsafeBufferPointer { input in
            [UInt8](unsafeUninitializedCapacity: Int(bound)) { output, count in
                stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.pointee.avail_in = length
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = bound
                isComplete = deflate(stream, Z_FINISH) == Z_STREAM_END
                count = Int(bound) - Int(stream.pointee.avail_out)
            }
        }
        return isComplete ? deflated : nil
    }
}
