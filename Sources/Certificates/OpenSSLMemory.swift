import COpenSSL

/// Bytes as OpenSSL reads and writes them.
package enum OpenSSLMemory {
    /// What OpenSSL reads from bytes, which stay where they are for as long as it looks at them; nil where it cannot.
    package static func reading(_ bytes: [UInt8], _ read: (OpaquePointer) -> OpaquePointer?) -> OpaquePointer? {
        defer { ERR_clear_error() }
        return bytes.withUnsafeBytes { buffer -> OpaquePointer? in
            guard let bio = BIO_new_mem_buf(buffer.baseAddress, Int32(clamping: buffer.count)) else { return nil }
            defer { BIO_free(bio) }
            return read(bio)
        }
    }

    static func writing(_ write: (OpaquePointer) -> Bool) -> [UInt8]? {
        guard let bio = BIO_new(BIO_s_mem()) else { return nil }
        defer { BIO_free(bio) }
        guard write(bio) else { return nil }
        var pointer: UnsafePointer<CChar>?
        let count = sekisho_BIO_get_mem_data(bio, &pointer)
        guard let pointer, count > 0 else { return nil }
        return UnsafeRawBufferPointer(start: pointer, count: count).map { $0 }
    }
}
