using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Loop;

namespace Oriel.Broker.Chromium;

/// <summary>
/// What the browser's processes write to stdout and stderr: to a log in the user data folder that two files of a fixed size bound, and its last lines to whoever has to
/// explain a failure. The log is a convenience: if it cannot be written (full disk, folder deleted), the browser goes on.
/// </summary>
internal sealed unsafe class BrowserLog : IReadyHandler, IDisposable
{
    private const long LargestFile = 1024 * 1024;
    private const int TailLength = 2048;

    private readonly EventLoop _loop;
    private readonly string _path;
    private readonly List<byte> _tail = [];
    private FileDescriptor? _file;
    private FileDescriptor? _reading;
    private long _written;

    public BrowserLog(EventLoop loop, string path)
    {
        _loop = loop;
        _path = path;
    }

    /// <summary>The last few lines of the present browser, or an empty text.</summary>
    public string Tail => Encoding.UTF8.GetString([.. _tail]).Trim();

    /// <summary>A new browser.</summary>
    /// <returns>What it is to write to.</returns>
    public FileDescriptor Begin()
    {
        End();
        _tail.Clear();
        OpenFile();
        (FileDescriptor reading, FileDescriptor writing) = PosixFile.CreatePipe();
        PosixFile.SetNonBlocking(reading);
        _reading = reading;
        _loop.Register(reading, Readiness.Readable, this);
        return writing;
    }

    public void OnReady(Readiness readiness) => Drain();

    /// <summary>Reads what is left; the last words are often the ones that matter.</summary>
    public void Drain()
    {
        byte* buffer = stackalloc byte[4096];
        while (_reading is not null)
        {
            nint count = Libc.read(_reading.Value, buffer, 4096);
            if (count < 0)
            {
                return;
            }

            if (count == 0)
            {
                End();
                return;
            }

            Keep(new ReadOnlySpan<byte>(buffer, (int)count));
            Write(buffer, count);
        }
    }

    public void Dispose() => End();

    private void End()
    {
        if (_reading is not null)
        {
            _loop.Unregister(_reading);
            _reading.Dispose();
            _reading = null;
        }

        _file?.Dispose();
        _file = null;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        _tail.AddRange(bytes);
        if (_tail.Count > TailLength)
        {
            _tail.RemoveRange(0, _tail.Count - TailLength);
        }
    }

    private void Write(byte* bytes, nint count)
    {
        if (_file is null)
        {
            return;
        }

        if (_written + count > LargestFile)
        {
            _ = Libc.rename(_path, _path + ".old");
            OpenFile();
        }

        if (_file is not null && Libc.write(_file.Value, bytes, (nuint)count) > 0)
        {
            _written += count;
        }
    }

    private void OpenFile()
    {
        _file?.Dispose();
        _file = null;
        try
        {
            _file = PosixFile.Open(_path, Constants.O_WRONLY | Constants.O_CREAT | Constants.O_APPEND, Convert.ToInt32("600", 8));
            _written = new FileInfo(_path).Length;
        }
        catch (Exception exception) when (exception is LibcException or IOException or UnauthorizedAccessException)
        {
            _file?.Dispose();
            _file = null;
        }
    }
}
