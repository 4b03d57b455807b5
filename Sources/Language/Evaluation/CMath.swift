/// The one place that says which C library provides `pow` and formatting.
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// xʸ as IEEE 754 has it.
func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }

/// The number in C's notation: `%.*f`, `%.*e` or `%.*g`.
func formatC(_ value: Double, _ style: Character, precision: Int, alternate: Bool = false) -> String {
    let format = "%" + (alternate ? "#" : "") + ".*" + String(style)
    return withVaList([Int32(precision), value]) { arguments in
        var buffer = [CChar](repeating: 0, count: precision + 340)
        let count = vsnprintf(&buffer, buffer.count, format, arguments)
        let bytes = buffer.prefix(Swift.max(0, Swift.min(Int(count), buffer.count - 1)))
        return String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
