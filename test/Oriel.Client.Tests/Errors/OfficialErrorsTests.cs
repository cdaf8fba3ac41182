using System;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using Oriel.Client.Errors;
using Xunit;

namespace Oriel.Client.Tests.Errors;

public sealed class OfficialErrorsTests
{
    public static TheoryData<string, int> Codes
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (FieldInfo constant in typeof(HResults).GetFields().Where(f => f.IsLiteral))
            {
                data.Add(constant.Name, (int)constant.GetRawConstantValue()!);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_code_becomes_the_exception_that_interop_raises_for_it(string name, int code)
    {
        Exception official = Marshal.GetExceptionForHR(code, new IntPtr(-1))!;
        Exception ours = OfficialErrors.FromHResult(code, "what happened");

        Type expected = name == nameof(HResults.Pointer) ? typeof(ArgumentNullException) : official.GetType();
        Assert.IsAssignableFrom(expected, ours);
        Assert.Equal(code, ours.HResult);
        Assert.StartsWith("what happened", ours.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_nobody_knows_becomes_a_COMException_with_that_code()
    {
        const int code = unchecked((int)0x80081234);

        Assert.Equal(code, Assert.IsType<COMException>(OfficialErrors.FromHResult(code, "odd")).ErrorCode);
    }

    [Fact]
    public void Use_in_a_wrong_state_carries_the_official_inner_code()
    {
        InvalidOperationException e = OfficialErrors.InvalidState("The view is closed.");

        Assert.Equal(unchecked((int)0x8007139F), Assert.IsType<COMException>(e.InnerException).ErrorCode);
    }
}
