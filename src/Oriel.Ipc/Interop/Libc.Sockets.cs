using System.Runtime.InteropServices;

namespace Oriel.Ipc.Interop;

internal static unsafe partial class Libc
{
    [LibraryImport(Name, SetLastError = true)]
    internal static partial int socket(int domain, int type, int protocol);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int socketpair(int domain, int type, int protocol, int* ends);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int bind(int fd, void* address, uint length);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int listen(int fd, int backlog);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int connect(int fd, void* address, uint length);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int accept4(int fd, void* address, uint* length, int flags);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int shutdown(int fd, int how);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int getsockopt(int fd, int level, int option, void* value, uint* length);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int setsockopt(int fd, int level, int option, void* value, uint length);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int epoll_create1(int flags);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int epoll_ctl(int epoll, int operation, int fd, void* epollEvent);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int epoll_wait(int epoll, void* events, int capacity, int timeoutMilliseconds);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int poll(PollFd* fds, nuint count, int timeoutMilliseconds);

    [LibraryImport(Name)]
    internal static partial int sched_yield();

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int eventfd(uint initial, int flags);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int timerfd_create(int clock, int flags);

    [LibraryImport(Name, SetLastError = true)]
    internal static partial int timerfd_settime(int fd, int flags, TimerSetting* setting, TimerSetting* previous);
}
