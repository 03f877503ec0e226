/// CRC-32C (Castagnoli), as in iSCSI and ext4.
enum Checksum {
  static func of(_ bytes: some Collection<UInt8>) -> UInt32 {
    bytes.withContiguousStorageIfAvailable(sum) ?? Array(bytes).withUnsafeBufferPointer(sum)
  }

  /// Eight bytes at a time.
  private static func sum(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    tables.withUnsafeBufferPointer { tables in
      func part(_ table: Int, _ byte: UInt64) -> UInt32 { tables[table << 8 | Int(byte & 0xFF)] }
      var sum: UInt32 = ~0
      var place = 0
      while bytes.count - place >= 8 {
        let word =
          UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + place)
          .loadUnaligned(as: UInt64.self).littleEndian ^ UInt64(sum)
        sum = part(7, word) ^ part(6, word >> 8) ^ part(5, word >> 16) ^ part(4, word >> 24)
        sum ^= part(3, word >> 32) ^ part(2, word >> 40) ^ part(1, word >> 48)
        sum ^= part(0, word >> 56)
        place += 8
      }
      for byte in bytes[place...] { sum = part(0, UInt64(sum) ^ UInt64(byte)) ^ sum >> 8 }
      return ~sum
    }
  }

  /// Eight tables of 256: of a byte that so many others follow.
  private static let tables: [UInt32] = {
    var tables: [UInt32] = (0..<256).map { index in
      (0..<8).reduce(UInt32(index)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0x82F6_3B78 : sum >> 1 }
    }
    for index in 256..<2048 {
      let before = tables[index - 256]
      tables.append(before >> 8 ^ tables[Int(before & 0xFF)])
    }
    return tables
  }()
}
