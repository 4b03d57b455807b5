import Foundation
import Answers

/// The address of a database on a PostgreSQL server: `postgresql://user:password@host:port/database?sslmode=require`.
struct PostgresAddress: Sendable {
    /// As libpq takes it.
    let text: String
    /// As it may be shown: without the password.
    let shown: String

    /// An address in the words of libpq, or as SQLAlchemy writes it, with a driver: `postgresql+psycopg2://…`.
    ///
    /// - Returns: nil for what is no address of PostgreSQL's.
    /// - Throws: `Mistake` for a password with signs that have to be written as `%40`.
    init?(_ storage: String) throws {
        guard PostgresAddress.isOne(storage), let mark = storage.range(of: "://") else { return nil }
        let rest = storage[mark.upperBound...]
        text = "postgresql://" + rest
        shown = PostgresAddress.shown(storage)
        if let password = PostgresAddress.masked(rest).password, password.contains(where: { "@/?#[]".contains($0) }) {
            throw Mistake(
                "the password in '\(shown)' has a sign that ends it too early",
                expected: "%40 for @, %2F for /, %3F for ?, %23 for #",
                try: "an address without the password, which is read from PGPASSWORD or ~/.pgpass", argument: "storage")
        }
    }

    /// Whether the text begins as such an address.
    static func isOne(_ storage: String) -> Bool {
        guard let mark = storage.range(of: "://") else { return false }
        return ["postgresql", "postgres"].contains(storage[..<mark.lowerBound].lowercased().prefix { $0 != "+" })
    }

    /// A storage as it may be shown: what is no address stays as it is.
    static func shown(_ storage: String) -> String {
        guard isOne(storage), let mark = storage.range(of: "://") else { return storage }
        return "postgresql://" + masked(storage[mark.upperBound...]).0
    }

    /// The rest of an address with *** for each password, and the one before the host.
    private static func masked(_ rest: Substring) -> (String, password: String?) {
        var shown = String(rest)
        var from = shown.startIndex
        while let key = shown.range(of: "password=", options: .caseInsensitive, range: from..<shown.endIndex) {
            let end = shown[key.upperBound...].firstIndex(of: "&") ?? shown.endIndex
            let start = shown.distance(from: shown.startIndex, to: key.upperBound)
            shown.replaceSubrange(key.upperBound..<end, with: "***")
            from = shown.index(shown.startIndex, offsetBy: start)
        }
        guard let at = shown.lastIndex(of: "@"), let colon = shown[..<at].firstIndex(of: ":") else {
            return (shown, nil)
        }
        let password = String(shown[shown.index(after: colon)..<at])
        return (shown[...colon] + "***" + shown[at...], password)
    }

    /// A message of libpq's in one line, in which no part of the address is quoted that is a password.
    func quiet(_ message: String) -> String {
        var line = message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for word in PostgresAddress.passwords(in: text) where word.count > 1 {
            line = line.replacing(word, with: "***")
        }
        return line
    }

    private static func passwords(in text: String) -> [String] {
        var found: [String] = []
        let rest = text.dropFirst("postgresql://".count)
        if let password = masked(rest).password { found.append(password) }
        for part in rest.split(whereSeparator: { "?&".contains($0) }) {
            guard let key = part.range(of: "password=", options: .caseInsensitive) else { continue }
            found.append(String(part[key.upperBound...]))
        }
        return found
    }
}
