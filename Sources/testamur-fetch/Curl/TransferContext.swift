import CCurl
import Glibc
import Retrieval

/// What libcurl hands back to the functions that it calls during one transfer.
///
/// It lives as long as the transfer, which holds no reference of its own.
final class TransferContext {
    let reception: Reception
    /// Which machines may be connected to; `nil` where the connection is to the proxy that the environment names.
    let policy: AddressPolicy?

    init(_ reception: Reception, _ policy: AddressPolicy?) {
        self.reception = reception
        self.policy = policy
    }

    private static func of(_ pointer: UnsafeMutableRawPointer?) -> TransferContext? {
        unsafe pointer.map { unsafe Unmanaged<TransferContext>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Takes a piece of the file.
    ///
    /// Any answer but the size of the piece ends the transfer.
    static let body: curl_write_callback = { data, size, count, pointer in
        guard let context = unsafe of(pointer), let data = unsafe data else { return 0 }
        let piece = unsafe UnsafeRawBufferPointer(start: data, count: size * count)
        return unsafe context.reception.take(body: piece) ? size * count : 0
    }

    /// Takes a line of the headers.
    static let header: curl_write_callback = { data, size, count, pointer in
        guard let context = unsafe of(pointer), let data = unsafe data else { return 0 }
        let line = unsafe Array(UnsafeRawBufferPointer(start: data, count: size * count))
        return context.reception.take(header: line) ? size * count : 0
    }

    /// Makes the socket for a connection, unless the machine may not be connected to.
    ///
    /// This is the last moment: the number is the one that the connection goes to, whatever the name said before.
    static let socket: curl_opensocket_callback = { pointer, purpose, address in
        guard let context = unsafe of(pointer), let address = unsafe address,
            purpose == CURLSOCKTYPE_IPCXN
        else { return CURL_SOCKET_BAD }
        guard let number = unsafe number(of: address) else { return CURL_SOCKET_BAD }
        do throws(RetrievalError) {
            try context.policy?.check(number)
        } catch {
            context.reception.blocked = error
            return CURL_SOCKET_BAD
        }
        let kind = unsafe address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return unsafe Glibc.socket(address.pointee.family, kind, address.pointee.protocol)
    }

    /// The number in an address of libcurl, whose last member is longer than it is declared.
    private static func number(of address: UnsafeMutablePointer<curl_sockaddr>) -> NetworkAddress? {
        guard let start = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return nil }
        let bytes = unsafe UnsafeRawBufferPointer(
            start: UnsafeRawPointer(address).advanced(by: start), count: Int(address.pointee.addrlen))
        switch unsafe address.pointee.family {
        case AF_INET:
            guard bytes.count >= MemoryLayout<sockaddr_in>.size else { return nil }
            return unsafe NetworkAddress(bytes: Array(bytes[4..<8]))
        case AF_INET6:
            guard bytes.count >= MemoryLayout<sockaddr_in6>.size else { return nil }
            return unsafe NetworkAddress(bytes: Array(bytes[8..<24]))
        default: return nil
        }
    }

    /// Ends the transfer when nobody waits for it any more.
    ///
    /// Called about once a second.
    static let progress: curl_xferinfo_callback = { _, _, _, _, _ in
        // Of a pipe that nobody reads any more an error is told, without being asked for.
        var request = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
        return unsafe poll(&request, 1, 0) > 0 && Int32(request.revents) & POLLERR != 0 ? 1 : 0
    }
}
