import Answers
import Foundation
import Glibc
import Testing

@testable import Studies

/// Debian's PostgreSQL server, with a cluster of its own in a temporary folder, at a socket in it and a port of this machine.
final class PostgresCluster: Sendable {
    /// The server of the suite that runs.
    @TaskLocal static var current: PostgresCluster?

    private let folder: String
    let port: Int

    /// Where Debian puts the programs; nil where there is no server.
    static let programs: String? = {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        return versions.compactMap { Int($0) }.max().map { "/usr/lib/postgresql/\($0)/bin" }
            .flatMap { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") ? $0 : nil }
    }()

    private static func program(_ name: String) -> String { (programs ?? "") + "/" + name }

    /// Who starts the server: root must not.
    private static let user = ["postgres", "nobody"].first { (name: String) in getpwnam(name) != nil } ?? "nobody"

    init() throws {
        folder = try Folder.made()
        port = try PostgresCluster.freePort()
        if getuid() == 0 { try PostgresCluster.run("/bin/chown", [PostgresCluster.user, folder]) }
        let password = folder + "/password"
        try "se%cret\n".write(toFile: password, atomically: true, encoding: .utf8)
        if getuid() == 0 { try PostgresCluster.run("/bin/chown", [PostgresCluster.user, password]) }
        try serve([
            "initdb", "-D", data, "-U", "descent", "--auth-local=trust", "--auth-host=scram-sha-256",
            "--pwfile=\(password)", "-N", "-E", "UTF8", "--locale=C", "--no-instructions",
        ])
        try start()
    }

    private var data: String { folder + "/data" }

    func start() throws {
        let options = "-k \(folder) -p \(port) -h 127.0.0.1 -c fsync=off -c max_connections=40"
        try serve(["pg_ctl", "-D", data, "-w", "-s", "-l", folder + "/log", "-o", options, "start"])
    }

    /// - Parameter isGentle: false breaks it off, as a machine that fails does.
    func stop(isGentle: Bool = true) throws {
        try serve(["pg_ctl", "-D", data, "-w", "-s", "-m", isGentle ? "fast" : "immediate", "stop"])
    }

    /// Ends the server and takes all of it away.
    func remove() {
        try? stop()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// A database of that name, made anew, at the socket.
    func database(_ name: String) throws -> String {
        try psql("DROP DATABASE IF EXISTS \(name)")
        try psql("CREATE DATABASE \(name)")
        return socketAddress(name)
    }

    func socketAddress(_ name: String) -> String { "postgresql://descent@/\(name)?host=\(folder)&port=\(port)" }

    /// The address by TCP.
    func address(_ name: String, password: String = "se%25cret", port: Int? = nil) -> String {
        "postgresql://descent:\(password)@127.0.0.1:\(port ?? self.port)/\(name)"
    }

    /// What psql prints for a statement.
    @discardableResult func psql(_ sql: String, on name: String = "postgres") throws -> String {
        try PostgresCluster.run(
            PostgresCluster.program("psql"),
            ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql, socketAddress(name)])
    }

    private func serve(_ arguments: [String]) throws {
        let program = PostgresCluster.program(arguments[0])
        guard getuid() == 0 else {
            try PostgresCluster.run(program, Array(arguments.dropFirst()))
            return
        }
        let change = ["--reuid=\(PostgresCluster.user)", "--clear-groups", program]
        try PostgresCluster.run("/usr/bin/setpriv", change + arguments.dropFirst())
    }

    /// What a program says. Foundation's own `Process` would wait for the server too, which stays when pg_ctl ends and keeps what it
    /// was given.
    @discardableResult private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let said = FileManager.default.temporaryDirectory.appending(path: "said-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: said) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, said, O_WRONLY | O_CREAT, 0o644)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var (process, status) = (pid_t(), Int32())
        guard posix_spawn(&process, program, &actions, nil, &words, environ) == 0 else {
            throw Mistake("\(program) cannot be started")
        }
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let text = (try? String(contentsOfFile: said, encoding: .utf8)) ?? ""
        guard status == 0 else { throw Mistake("\(program) \(arguments.joined(separator: " ")): \(text)") }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func freePort() throws -> Int {
        let listener = try Loopback.listen()
        defer { close(listener.descriptor) }
        return listener.port
    }
}

/// One server for a suite.
struct OnPostgres: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let cluster = try PostgresCluster()
        defer { cluster.remove() }
        try await PostgresCluster.$current.withValue(cluster, operation: function)
    }
}

/// Sockets of this machine.
enum Loopback {
    private static func address(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    /// A socket that listens at a port that was free.
    static func listen() throws -> (descriptor: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var own = address(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &own) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && Glibc.listen(descriptor, 8) == 0
                    && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isBound else { throw Mistake("no free port") }
        return (descriptor, Int(in_port_t(bigEndian: own.sin_port)))
    }

    /// A connection to a port; below 0 where nobody listens.
    static func connect(_ port: Int) -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var other = address(port)
        let isThere = withUnsafePointer(to: &other) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        if isThere { return descriptor }
        close(descriptor)
        return -1
    }
}
