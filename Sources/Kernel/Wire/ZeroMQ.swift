import Answers
import CZeroMQ

/// libzmq and libsodium, opened. Whoever has one may make sockets and signatures.
struct ZeroMQ: Sendable {
    /// - Throws: `Mistake` with the line that installs what is missing.
    init() throws(Mistake) {
        guard let missing = czmq_open() else { return }
        throw Mistake(
            "the Jupyter kernel needs \(String(cString: missing)), which is not installed here",
            expected: "libzmq 4 and libsodium 1.0", try: "apt-get install libzmq5 libsodium23")
    }

    /// Bytes that nobody can guess, as hexadecimal digits.
    func secret(bytes count: Int) -> String {
        var bytes = [UInt8](repeating: 0, count: count)
        czmq_random(&bytes, count)
        return bytes.hexadecimal
    }

    /// The HMAC-SHA256 of pieces one after the other, as hexadecimal digits.
    func signature(of pieces: [[UInt8]], key: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: Int(CZMQSignatureBytes))
        // One block of memory for all pieces, so that each has an address for the length of the call.
        let joined = Array(pieces.joined())
        joined.withUnsafeBufferPointer { bytes in
            var whole: UnsafePointer<UInt8>? = bytes.baseAddress
            var count = bytes.count
            czmq_sign(key, key.count, &whole, &count, 1, &signature)
        }
        return Array(signature.hexadecimal.utf8)
    }

    /// Whether both are the same, found in a time that does not tell where they differ.
    func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        one.count == other.count && czmq_are_equal(one, other, one.count)
    }

    /// A context for sockets.
    func context() throws(Mistake) -> Context {
        guard let context = czmq_context() else { throw Mistake("libzmq gives no context: too many files are open") }
        return Context(context)
    }

    /// What sockets live in.
    final class Context: @unchecked Sendable {
        // libzmq's contexts may be used by several threads.
        fileprivate let context: UnsafeMutableRawPointer

        fileprivate init(_ context: UnsafeMutableRawPointer) { self.context = context }

        /// Ends whatever waits at one of its sockets.
        func shut() { czmq_shut(context) }

        /// Waits until its sockets are closed and what they had to send is sent; nobody uses it afterwards.
        func end() { czmq_end(context) }
    }
}

extension Sequence<UInt8> {
    /// Two digits for each byte.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

/// A socket of libzmq's, used by one thread at a time.
final class MessageSocket: @unchecked Sendable {
    private let socket: UnsafeMutableRawPointer

    /// Bytes of one part of a message; a peer that sends more is cut off.
    static let longestPart = 1 << 26
    /// Messages that are kept for a peer that does not read them.
    private static let mostWaiting: Int32 = 20_000
    /// Milliseconds that what was sent last has to leave after the socket was closed.
    private static let linger: Int32 = 1_000

    init(_ kind: CZMQKind, in context: ZeroMQ.Context) throws(Mistake) {
        guard
            let socket = czmq_socket(
                context.context, kind, Self.linger, Int64(Self.longestPart), Self.mostWaiting)
        else { throw Mistake("libzmq gives no socket: too many files are open") }
        self.socket = socket
    }

    /// Nobody uses it afterwards.
    func close() { czmq_close(socket) }

    /// Listens at an address: `tcp://127.0.0.1:5555`, with `*` as the port for any that is free.
    func bind(_ address: String) throws(Mistake) {
        let error = czmq_bind(socket, address)
        if error != 0 { throw Mistake("cannot listen at \(address): \(Self.words(error))") }
    }

    /// Talks to an address.
    func connect(_ address: String) throws(Mistake) {
        let error = czmq_connect(socket, address)
        if error != 0 { throw Mistake("cannot talk to \(address): \(Self.words(error))") }
    }

    /// Takes whatever is published.
    func subscribeToAll() { _ = czmq_subscribe_all(socket) }

    /// How its peers know it, for sockets that are connected afterwards.
    func name(_ name: String) { _ = czmq_name(socket, name, name.utf8.count) }

    /// Where it listens.
    var address: String {
        var text = [CChar](repeating: 0, count: 1024)
        guard czmq_endpoint(socket, &text, text.count) == 0 else { return "" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Sends a message of several parts.
    ///
    /// - Returns: whether it could be sent, or nobody is there to send it to.
    @discardableResult
    func send(_ parts: [[UInt8]]) -> Bool {
        for (index, part) in parts.enumerated() {
            if czmq_send(socket, part, part.count, index + 1 < parts.count) != 0 { return false }
        }
        return true
    }

    /// A whole message; nil where none is waiting.
    ///
    /// - Parameter waits: whether to wait for one.
    func receive(waits: Bool = false) -> [[UInt8]]? {
        var parts: [[UInt8]] = []
        while true {
            // What follows the first part has arrived with it.
            let part = czmq_receive(socket, waits || !parts.isEmpty)
            defer { czmq_free_part(part) }
            guard part.outcome == 0 else { return nil }
            parts.append(Array(UnsafeBufferPointer(start: part.bytes, count: part.count)))
            if !part.more { return parts }
        }
    }

    /// Gives every message back, until the context ends.
    func echo() { czmq_echo(socket) }

    /// Which of the sockets can be received from, and last whether the descriptor can be read from.
    ///
    /// - Parameters:
    ///   - descriptor: -1 for none.
    ///   - milliseconds: how long to wait at most; nil for as long as it takes.
    static func wait(for sockets: [MessageSocket], _ descriptor: Int32 = -1, milliseconds: Int?) -> [Bool] {
        var ready = [Bool](repeating: false, count: sockets.count + 1)
        let pointers: [UnsafeMutableRawPointer?] = sockets.map(\.socket)
        _ = czmq_wait(pointers, Int32(sockets.count), descriptor, milliseconds ?? -1, &ready)
        return ready
    }

    private static func words(_ error: Int32) -> String { String(cString: czmq_words(error)) }
}
