import Answers
import Glibc

/// One message of Jupyter's protocol: who it is for, what it is, what it answers, what it says.
struct Message: Sendable {
    /// Where a reply goes: what libzmq's router put before the message; for what is published, its topic.
    var route: [[UInt8]] = []
    /// `execute_request`.
    var type: String
    /// The header as it came, which a reply carries as its parent.
    var header: JSON
    /// The header of what this answers; an empty object where it answers nothing.
    var parent: JSON = .object([])
    var metadata: JSON = .object([])
    var content: JSON
    /// Whether it came on the control channel.
    var isControl = false

    /// The marks between the route and the message.
    private static let delimiter = Array("<IDS|MSG>".utf8)
    /// Parts of one message, buffers included.
    private static let mostParts = 4_096

    init(_ type: String, header: JSON, parent: JSON = .object([]), content: JSON) {
        (self.type, self.header, self.parent, self.content) = (type, header, parent, content)
    }

    /// Reads what came over a socket.
    ///
    /// - Throws: `MessageRefusal` for what is no message that the seal vouches for; nothing of such a message is used.
    init(_ parts: [[UInt8]], seal: inout Seal) throws(MessageRefusal) {
        guard parts.count <= Self.mostParts, let mark = parts.firstIndex(of: Self.delimiter) else {
            throw .malformed("it has no delimiter")
        }
        let rest = Array(parts[(mark + 1)...])
        guard rest.count >= 5 else { throw .malformed("it has \(rest.count) of at least 5 parts") }
        let pieces = Array(rest[1..<5])
        try seal.check(rest[0], of: pieces)
        route = Array(parts[..<mark])
        header = try Self.object(pieces[0], "header")
        parent = try Self.object(pieces[1], "parent header")
        metadata = try Self.object(pieces[2], "metadata")
        content = try Self.object(pieces[3], "content")
        guard let type = header["msg_type"]?.string, header["msg_id"]?.string != nil else {
            throw .malformed("its header has no msg_type or no msg_id")
        }
        self.type = type
        // Front ends older than the field speak version 4.
        let version = header["version"]?.string ?? "4"
        guard version.prefix(while: { $0 != "." }) == "5" else { throw .wrongVersion(String(version.prefix(20))) }
    }

    private static func object(_ bytes: [UInt8], _ name: String) throws(MessageRefusal) -> JSON {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformed("its \(name) is no UTF-8") }
        let json: JSON
        do { json = try JSON(reading: text, from: "its \(name)") } catch { throw .malformed(error.problem) }
        guard case .object = json else { throw .malformed("its \(name) is no object") }
        return json
    }

    /// The parts to send, signed.
    func parts(_ seal: Seal) -> [[UInt8]] {
        let pieces = [header, parent, metadata, content].map { Array($0.text.utf8) }
        return route + [Self.delimiter, seal.signature(of: pieces)] + pieces
    }
}

/// Who speaks, in the headers of what a kernel sends.
struct Sender: Sendable {
    let session: String
    private var count = 0

    init(session: String) { self.session = session }

    /// A header for the next message.
    mutating func header(_ type: String) -> JSON {
        count += 1
        return .members([
            "msg_id": .string("\(session)_\(count)"), "session": .string(session), "username": .string("kernel"),
            "date": .string(Self.now), "msg_type": .string(type), "version": .string(Protocol.version),
        ])
    }

    /// ISO 8601, to the microsecond.
    private static var now: String {
        var (time, parts) = (timespec(), tm())
        clock_gettime(CLOCK_REALTIME, &time)
        gmtime_r(&time.tv_sec, &parts)
        func padded(_ number: some BinaryInteger, _ digits: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: Swift.max(0, digits - text.utf8.count)) + text
        }
        let day = [padded(parts.tm_year + 1900, 4), padded(parts.tm_mon + 1, 2), padded(parts.tm_mday, 2)]
        let clock = [padded(parts.tm_hour, 2), padded(parts.tm_min, 2), padded(parts.tm_sec, 2)]
        return day.joined(separator: "-") + "T" + clock.joined(separator: ":") + "."
            + padded(time.tv_nsec / 1000, 6) + "Z"
    }
}

/// What this kernel speaks.
enum Protocol {
    /// Of Jupyter's messages.
    static let version = "5.3"
}
