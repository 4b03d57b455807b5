import CMalloc
import Glibc

/// The memory that this process really holds.
public enum ResidentMemory {
    /// Bytes; 0 where the system does not tell.
    static var bytes: Int {
        let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return 0 }
        defer { close(file) }
        var text = [UInt8](repeating: 0, count: 128)
        let count = read(file, &text, text.count)
        guard count > 0 else { return 0 }
        // Pages in all, then pages that are resident.
        let numbers = String(decoding: text[..<count], as: UTF8.self).split(separator: " ")
        return (numbers.count > 1 ? Int(numbers[1]) ?? 0 : 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    /// Gives back to the system what was freed.
    public static func giveBack() { malloc_trim(0) }
}
