using System;
using System.IO;
using System.Net.Sockets;
using Oriel.TestKit.Leaks;
using Xunit;

namespace Oriel.TestKit.Tests.Leaks;

public sealed class LeakCheckTests
{
    [Fact]
    public void A_folder_that_was_not_disposed_of_is_found()
    {
        string path = Directory.CreateDirectory(Path.Combine(TestRun.Folder, "forgotten")).FullName;

        Assert.Contains($"not disposed of: the test folder {path}", LeakCheck.Files());

        Directory.Delete(path);
    }

    [Fact]
    public void A_broker_s_socket_is_found()
    {
        string folder = Directory.CreateDirectory(Path.Combine(TestRun.RuntimeFolder, "oriel")).FullName;
        string path = Path.Combine(folder, "0123.sock");
        using (Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            Assert.Contains($"not removed: the socket {path}", LeakCheck.Files());
        }

        File.Delete(path);
    }

    [Fact]
    public void What_a_browser_leaves_in_TMPDIR_is_found_and_what_the_SDK_leaves_there_is_not()
    {
        string chromium = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "org.chromium.Chromium.abc")).FullName;
        string dotnet = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "dotnet-sdk")).FullName;

        Assert.Contains($"not removed: {chromium}, in TMPDIR", LeakCheck.Files());
        Assert.DoesNotContain(LeakCheck.Files(), line => line.Contains(dotnet, StringComparison.Ordinal));

        Directory.Delete(chromium);
        Directory.Delete(dotnet);
    }
}
