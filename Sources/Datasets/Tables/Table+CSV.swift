public import Answers

extension Table {
    /// Reads a delimited file; delimiter, decimal mark, encoding and types are found out where the options leave them open.
    ///
    /// - Parameter path: a file of the machine, or one that is part of the program: `sample:rents.csv`.
    /// - Throws: `Mistake` naming line, row and column of what cannot be read; `Stopped`.
    public static func csv(_ path: String, _ options: CSVOptions = CSVOptions(), work: Work = Work()) throws -> Table {
        if let bytes = try SampleFiles.bytes(of: path) { return try csv(bytes: bytes, name: path, options, work: work) }
        return try CSVReader.read(path, options, work)
    }

    /// The same of bytes that are there already; `name` is what messages call them.
    public static func csv(
        bytes: [UInt8], name: String, _ options: CSVOptions = CSVOptions(), work: Work = Work()
    ) throws -> Table {
        try CSVReader.table(bytes, name, options, work)
    }
}
