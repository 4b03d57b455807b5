public import Answers
import Files
import Glibc

/// Where a kernel listens, and the key that its messages are signed with, as a front end wrote it down.
public struct ConnectionFile: Sendable, Equatable {
    /// `tcp` or `ipc`.
    var transport = "tcp"
    /// The address of a network interface; for `ipc` the beginning of the files' names.
    var ip = "127.0.0.1"
    /// Ports by channel; 0 for any that is free.
    var ports: [Channel: Int] = [:]
    var key = ""

    /// The five sockets of a kernel.
    enum Channel: String, CaseIterable {
        case shell, control, stdin, iopub
        case heartbeat = "hb"
    }

    /// A new one on this machine alone, at ports that are free, with a key that nobody can guess.
    ///
    /// - Throws: `Mistake` where the libraries are not installed.
    public init() throws {
        key = try ZeroMQ().secret(bytes: 32)
        for channel in Channel.allCases { ports[channel] = 0 }
    }

    /// Reads a file that a front end wrote.
    ///
    /// - Parameter mayBeOpen: whether others may read it, who then hold its key, and may run what they like here.
    /// - Throws: `Mistake` for what is no connection file, or one that others may read.
    public init(reading path: String, mayBeOpen: Bool = false) throws(Mistake) {
        let text = try TextFile.read(path, work: Work())
        var found = stat()
        if !mayBeOpen, stat(path, &found) == 0, found.st_mode & 0o077 != 0 {
            throw Mistake(
                "others on this machine may read the key in '\(path)', and with it run what they like as you",
                expected: "a connection file that only its owner may read", try: "chmod 600 \(path)")
        }
        let json = try JSON(reading: text, from: "'\(path)'")
        for channel in Channel.allCases {
            guard let port = json["\(channel.rawValue)_port"]?.int, (0...65_535).contains(port) else {
                throw Mistake("'\(path)' is no connection file: it has no \(channel.rawValue)_port")
            }
            ports[channel] = port
        }
        guard let ip = json["ip"]?.string, let key = json["key"]?.string else {
            throw Mistake("'\(path)' is no connection file: it has no ip or no key")
        }
        (self.ip, self.key) = (ip, key)
        transport = json["transport"]?.string ?? "tcp"
        guard ["tcp", "ipc"].contains(transport) else {
            throw Mistake("'\(path)': the transport \(transport) is not known", expected: "tcp or ipc")
        }
        let scheme = json["signature_scheme"]?.string ?? "hmac-sha256"
        guard scheme == "hmac-sha256" else {
            throw Mistake("'\(path)': the signature scheme \(scheme) is not known", expected: "hmac-sha256")
        }
    }

    /// Writes it for front ends of this person's alone.
    ///
    /// - Throws: `Mistake` when it cannot be written.
    public func write(to path: String) throws(Mistake) {
        var members = Channel.allCases.map { JSON.Pair("\($0.rawValue)_port", .integer(ports[$0] ?? 0)) }
        members += [
            JSON.Pair("ip", .string(ip)), JSON.Pair("key", .string(key)), JSON.Pair("transport", .string(transport)),
            JSON.Pair("signature_scheme", .string("hmac-sha256")), JSON.Pair("kernel_name", .string("descent")),
        ]
        var draft = try FileDraft(path, permissions: 0o600)
        try draft.write(Array((JSON.object(members).text + "\n").utf8))
        try draft.commit()
    }

    /// Where a channel listens, as libzmq takes it.
    func address(_ channel: Channel) -> String {
        let port = ports[channel] ?? 0
        if transport == "ipc" { return "ipc://\(ip)-\(port)" }
        return "tcp://\(ip.contains(":") ? "[\(ip)]" : ip):\(port == 0 ? "*" : String(port))"
    }
}
