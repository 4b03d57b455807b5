import Foundation

/// Who works on a trial: machine, process, and when the process began (its number alone is given to another one day).
struct Worker: Equatable {
    var machine: String
    var process: Int32
    var birth: String

    /// This process, and what is written of it.
    static let own = Worker(machine: Worker.here, process: getpid(), birth: Worker.birth(of: getpid()) ?? "")
    static let ownText = own.text

    /// This machine, as far as processes know each other by their numbers: its name, the first half of what marks its start, and the
    /// space of its process numbers, as containers have one each. Machines of a cluster may bear one name.
    private static let here: String = {
        let start = (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8))?.prefix(18) ?? ""
        let space = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")) ?? ""
        return "\(ProcessInfo.processInfo.hostName)/\(start)/\(space.filter(\.isNumber))"
    }()

    var text: String { "\(machine) \(process) \(birth)" }

    init(machine: String, process: Int32, birth: String) {
        self.machine = machine
        self.process = process
        self.birth = birth
    }

    /// Reads what `text` wrote; nil for anything else.
    init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map(Substring.init)
        guard parts.count == 3, let process = Int32(parts[1]) else { return nil }
        self.init(machine: String(parts[0]), process: process, birth: String(parts[2]))
    }

    /// Whether nobody works on its trial any more: it has given it back (a lease of 0); on this machine its process has ended; on
    /// another it has given no sign of life in time. A process of this machine that is only slow keeps what it works on.
    func hasLeft(lease: Double, now: Double) -> Bool {
        if lease == 0 { return true }
        return machine == Worker.own.machine ? Worker.birth(of: process) != birth : lease < now
    }

    /// Clock ticks from the machine's start to the process's; nil where there is no such process, or only its remains.
    private static func birth(of process: Int32) -> String? {
        guard let file = fopen("/proc/\(process)/stat", "r") else { return nil }
        defer { fclose(file) }
        // Read with every trial that is begun: by bytes.
        var line = [CChar](repeating: 0, count: 1024)
        guard fgets(&line, Int32(line.count), file) != nil else { return nil }
        let bytes = line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
        // The name, in brackets, may hold spaces and brackets.
        guard let name = bytes.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = bytes[(name + 1)...].split(separator: UInt8(ascii: " "))
        guard fields.count > 19, fields[0] != [UInt8(ascii: "Z")] else { return nil }
        return String(decoding: fields[19], as: UTF8.self)
    }
}
