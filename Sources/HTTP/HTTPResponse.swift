/// A response, before the connection frames it.
///
/// `Content-Length`, `Transfer-Encoding` and `Connection` belong to the connection, which leaves out what `fields` says of
/// them, except that `Connection: close` closes.
package struct HTTPResponse: Hashable, Sendable {
    /// From 200 to 599; anything else is sent as 500.
    package var status: Int
    package var fields: HTTPFields
    package var body: [UInt8]

    package init(status: Int, fields: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// A response with a JSON document.
    package init(status: Int = 200, json: [UInt8]) {
        self.init(status: status, fields: Self.jsonFields, body: json)
    }

    private static let jsonFields: HTTPFields = ["Content-Type": "application/json"]

    /// A response with a text, which gets a line feed at its end if it has none.
    package init(status: Int = 200, text: String) {
        var body = Array(text.utf8)
        if body.last != Byte.lineFeed { body.append(Byte.lineFeed) }
        self.init(status: status, fields: ["Content-Type": "text/plain; charset=utf-8"], body: body)
    }

    /// The response that says why a request is refused.
    package init(_ error: HTTPError) {
        self.init(status: error.status, text: error.message)
        switch error {
        case .methodNotAllowed(let allowed): fields.append("Allow", allowed)
        case .overloaded(let seconds): fields.append("Retry-After", String(max(0, seconds)))
        // RFC 9110 §12.5.3: which codings a request may have.
        case .contentCodingUnsupported: fields.append("Accept-Encoding", "gzip")
        default: break
        }
    }

    /// The response with its content as gzip, if that is what the client prefers and it is worth while.
    package func compressed(for request: HTTPRequest) -> HTTPResponse {
        var response = self
        response.fields.append("Vary", "Accept-Encoding")
        // Under a packet's worth of bytes nothing is saved on the wire.
        guard body.count > 1024, AcceptEncoding(request.fields).prefersGzip, let deflated = Gzip.deflated(body) else {
            return response
        }
        response.fields.append("Content-Encoding", "gzip")
        response.body = deflated
        return response
    }
}

/// What a response says about the connection.
enum ConnectionOption {
    /// Nothing: HTTP/1.1 goes on by default.
    case persistent
    /// `keep-alive`, for a client of HTTP/1.0 that asked for it.
    case keepAlive
    case close
}

extension HTTPResponse {
    /// Whether the handler asks for the connection to be closed.
    var closes: Bool {
        fields.contains("connection")
            && fields.values(of: "connection").contains { value in
                let bytes = Array(value.utf8)
                var closes = false
                bytes.span.forEachElement(of: 0..<bytes.count) { option in
                    if bytes.span.equals(option, "close") { closes = true }
                }
                return closes
            }
    }

    /// Appends the response's bytes.
    ///
    /// - Parameters:
    ///   - output: what was written before.
    ///   - connection: what is said about the connection.
    ///   - withContent: false for the answer to HEAD, which has the fields of GET and no content.
    func write(to output: inout [UInt8], _ connection: ConnectionOption, withContent: Bool) {
        let status = (200...599).contains(status) ? status : 500
        // RFC 9110 §8.6, §15.3.5, §15.4.5.
        let mayHaveContent = status != 204 && status != 304
        // Only at first: an array that is asked for exact room again and again copies itself every time.
        if output.isEmpty { output.reserveCapacity(body.count &+ fields.bytes.count &+ 160) }
        if status == 200 {
            output.append(contentsOf: "HTTP/1.1 200 OK".utf8)
        } else {
            output.append(contentsOf: "HTTP/1.1 ".utf8)
            output.append(contentsOf: String(status).utf8)
            output.append(Byte.space)
            output.append(contentsOf: Self.reason(status).utf8)
        }
        fields.write(to: &output)
        if mayHaveContent {
            output.append(contentsOf: "\r\nContent-Length: ".utf8)
            output.append(contentsOf: String(body.count).utf8)
        }
        switch connection {
        case .persistent: break
        case .keepAlive: output.append(contentsOf: "\r\nConnection: keep-alive".utf8)
        case .close: output.append(contentsOf: "\r\nConnection: close".utf8)
        }
        output.append(contentsOf: "\r\n\r\n".utf8)
        if withContent, mayHaveContent { output.append(contentsOf: body) }
    }

    /// The reason phrase of a status code (RFC 9110 §15), or nothing.
    private static func reason(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 201: "Created"
        case 204: "No Content"
        case 304: "Not Modified"
        case 400: "Bad Request"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 408: "Request Timeout"
        case 411: "Length Required"
        case 413: "Content Too Large"
        case 414: "URI Too Long"
        case 415: "Unsupported Media Type"
        case 417: "Expectation Failed"
        case 422: "Unprocessable Content"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 503: "Service Unavailable"
        case 505: "HTTP Version Not Supported"
        default: ""
        }
    }
}

extension HTTPFields {
    /// Appends a line for each field but those that the connection writes itself, each beginning with the end of the line before.
    fileprivate func write(to output: inout [UInt8]) {
        let span = bytes.span
        for slot in slots {
            switch slot.name.count {
            case 10 where span.equals(slot.name, "connection"): continue
            case 14 where span.equals(slot.name, "content-length"): continue
            case 17 where span.equals(slot.name, "transfer-encoding"): continue
            default: break
            }
            output.append(Byte.carriageReturn)
            output.append(Byte.lineFeed)
            output.append(span.extracting(slot.name))
            output.append(Byte.colon)
            output.append(Byte.space)
            output.append(span.extracting(slot.value))
        }
    }
}
